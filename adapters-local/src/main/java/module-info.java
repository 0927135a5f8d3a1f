/// Models on this machine: the hub that offers them, downloads, their files, and the engines that
/// run them. A plug-in: users of the ports find it as a service.
module dev.gander.adapters.local {
  requires dev.gander.connections;
  requires dev.gander.domain;
  requires dev.gander.files;
  requires dev.gander.json.jackson;
  requires dev.gander.process;
  requires dev.gander.provider.kit;
  requires java.net.http;
  requires jdk.management;
  requires static org.jspecify;

  provides dev.gander.domain.localmodel.LocalModelsFactory with
      dev.gander.adapters.local.LocalModels;
}
