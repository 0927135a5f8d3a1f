/// The console: pages for the browser. They lie under `dev/gander/console/web` and use public
/// operations only.
module dev.gander.console {}
