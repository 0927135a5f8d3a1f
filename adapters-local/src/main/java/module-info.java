/// Models on this machine: the hub that offers them, and downloads. A plug-in: users of the port
/// find it as a service.
module dev.gander.adapters.local {
  requires dev.gander.connections;
  requires dev.gander.domain;
  requires dev.gander.files;
  requires dev.gander.json.jackson;
  requires dev.gander.process;
  requires java.net.http;
  requires static org.jspecify;

  provides dev.gander.domain.localmodel.LocalModelsFactory with
      dev.gander.adapters.local.LocalModels;
}
