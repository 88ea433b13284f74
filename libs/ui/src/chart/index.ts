export { StackedBars, type Bar, type BarSeries, type SeriesTone, type StackedBarsProps } from './Bars';
export { MoneyMeter, type MoneyMeterProps } from './Meter';
