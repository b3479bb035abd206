/** The view type of the panel; the manifest's activation event and menus name it too. */
export const DASHBOARD_VIEW = 'benchtrail.dashboard';
