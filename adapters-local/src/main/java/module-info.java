/// Models on this machine: their files, and the engines that run them. A plug-in: users of the port
/// find it as a service.
module dev.gander.adapters.local {
  requires dev.gander.domain;
  requires dev.gander.json.jackson;
  requires dev.gander.process;
  requires dev.gander.provider.kit;
  requires jdk.management;
  requires static org.jspecify;

  provides dev.gander.domain.inference.LocalEngines with
      dev.gander.adapters.local.ProcessEngines;
}
