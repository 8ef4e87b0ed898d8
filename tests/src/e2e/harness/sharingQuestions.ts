/** What the persons of DOMAIN §5, scenario 10, ask. */
export const questions = {
  tanks: `{ majorHazards(first: 500) { nodes { name division { code } tanks { nodes {
    id name capacityTonnes designMaximumTonnes division { code } } } } } }`,
  places: `{ majorHazards(first: 100) { nodes { location { lat lon } } } }`,
  placesAndTanks: `{ majorHazards(first: 100) { nodes { location { lat lon } tanks { nodes { capacityTonnes } } } } }`,
  usage: `query ($id: ID!) { sharingGrant(id: $id) { id usageRecords { nodes {
    subject coordinates divisions rows unmasked at } } } }`,
} as const;

/** What they do. */
export const mutations = {
  apply: `mutation ($input: ApplyForSharingInput!) { applyForSharing(input: $input) {
    application { id state answerDue { dueAt basis overdue } } } }`,
  answer: `mutation ($input: AnswerSharingApplicationInput!) { answerSharingApplication(input: $input) {
    application { state } grant { id state coordinates divisions expiresAt } } }`,
  verify: `mutation ($input: RequestVerificationInput!) { requestVerification(input: $input) {
    verificationCase { id state due { dueAt overdue } } } }`,
  settle: `mutation ($input: MoveVerificationCaseInput!) { moveVerificationCase(input: $input) {
    verificationCase { id state } } }`,
  grant: `mutation ($input: MoveSharingGrantInput!) { moveSharingGrant(input: $input) {
    grant { id state standing } } }`,
  revoke: `mutation ($input: RevokeInput!) { revoke(input: $input) { revocation { id } } }`,
  lift: `mutation ($input: LiftRevocationInput!) { liftRevocation(input: $input) { outcome } }`,
} as const;
