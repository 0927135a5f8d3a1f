/// The console: files for browsers, no classes. A server finds them in the folder
/// `META-INF/gander-console`, which no module hides.
module dev.gander.console {}
