import { Entity } from 'typeorm';
import { StateEventRow } from '@huitong/kit';

/** History of the verification cases. */
@Entity('verification_case_event')
export class VerificationCaseEvent extends StateEventRow {}
