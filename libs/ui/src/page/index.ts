export { AppFrame, type AppFrameProps, type LanguageChoice, type NavEntry, type Workspace } from './AppFrame';
export { PortalFrame, PortalShell, type PortalFrameProps, type PortalShellProps } from './PortalShell';
export { PageHeader, type PageHeaderProps } from './PageHeader';
export { NextSteps, type NextStepsProps, type ServerAction, type StepWords } from './NextSteps';
export { Tabs, type Tab, type TabsProps } from './Tabs';
export { Card, DetailShell, Facts, FormShell, ListShell, WorkbenchShell, type DetailShellProps, type RoundCard, type WorkbenchShellProps } from './shells';
export { ScoringShell, type ScoringShellProps } from './ScoringShell';
export { ReportShell, type ReportFile, type ReportProgress, type ReportShellProps } from './ReportShell';
export { groupByDue, type Todo, type TodoGroup } from './todos';
