/// The console: pages for the browser. They lie under `META-INF/gander-console` and use public
/// operations only.
module dev.gander.console {}
