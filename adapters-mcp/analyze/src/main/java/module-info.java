/// The structure of source code. A program of its own, which the extension `analyze` starts for
/// each call: the parsers are native code and could end the server's process.
module dev.gander.adapters.analyze {
  requires dev.gander.ignores;
  requires static org.jspecify;
}
