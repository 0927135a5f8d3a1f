/// The extensions that come with the program, beside `developer`. A plug-in: users of the port find
/// it as a service.
module dev.gander.adapters.bundled {
  requires dev.gander.connections;
  requires dev.gander.domain;
  requires dev.gander.files;
  requires dev.gander.json.jackson;
  requires dev.gander.process;
  requires java.net.http;
  requires static org.jspecify;

  provides dev.gander.domain.extension.BundledServers with
      dev.gander.adapters.bundled.InProcessServers;
}
