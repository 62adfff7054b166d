/** What the page of the metrics says, in one language. */
export interface MetricsWords {
  readonly intro: (timeZone: string) => string;
  readonly period: string;
  readonly lastDays: (days: number) => string;
  readonly custom: string;
  readonly from: string;
  readonly to: string;
  readonly group: string;
  readonly groups: { readonly day: string; readonly week: string; readonly month: string };
  readonly csv: string;
  readonly comparedWith: (range: string) => string;
  readonly figures: {
    readonly views: string;
    readonly opens: string;
    readonly slots_selected: string;
    readonly bookings: string;
    readonly open_rate: string;
    readonly booking_rate: string;
    readonly sessions: string;
    readonly mean_duration: string;
    readonly cancellation_rate: string;
    readonly no_show_rate: string;
    readonly rating: string;
  };
  /** Each `amount` is formatted: `12 %`, `0,4`. */
  readonly more: (amount: string) => string;
  readonly less: (amount: string) => string;
  readonly same: string;
  readonly noComparison: string;
  readonly noData: string;
  /** Of percentages: `3,2` of them. */
  readonly points: (amount: string) => string;
  readonly minutes: (amount: string) => string;
  readonly outOfFive: (amount: string) => string;
  readonly funnel: string;
  readonly funnelHint: string;
  readonly step: string;
  readonly count: string;
  readonly before: string;
  readonly shareOfViews: string;
  readonly overTime: string;
  readonly chart: (total: string, range: string) => string;
  readonly showTable: string;
  readonly periodColumn: string;
  readonly ratings: string;
  readonly rating: string;
  readonly stars: (count: number) => string;
  readonly reviews: string;
  readonly mentors: string;
  readonly mentor: string;
  readonly sessions: string;
  readonly empty: string;
}
