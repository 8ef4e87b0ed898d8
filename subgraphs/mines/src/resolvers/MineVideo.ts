import type { MineVideoResolvers } from '../generated/resolvers.js';

export const MineVideo: MineVideoResolvers = {
  points: (mine) => mine.videoPoints,
  online: (mine) => mine.videoPointsOnline,
  onlineRatio: ({ videoPoints, videoPointsOnline }) =>
    videoPoints === null || videoPoints === 0 || videoPointsOnline === null
      ? null
      : videoPointsOnline / videoPoints,
};
