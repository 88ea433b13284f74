export { StageLine, type Stage, type StageLineProps } from './StageLine';
