/// The command line of `goosed`, but for the commands that start it as a server: loaded where it is
/// wanted, since its library would cost a start of the server time.
module dev.gander.adapters.cli {
  requires transitive dev.gander.application;
  requires dev.gander.connections;
  requires dev.gander.files;
  requires dev.gander.json.jackson;
  requires dev.gander.oauth;
  requires dev.gander.process;
  requires info.picocli;
  requires java.net.http;
  requires static org.jspecify;

  exports dev.gander.adapters.cli;

  opens dev.gander.adapters.cli to
      info.picocli;
  opens dev.gander.adapters.cli.chore to
      info.picocli;
  opens dev.gander.adapters.cli.config to
      info.picocli;
  opens dev.gander.adapters.cli.session to
      info.picocli;
  opens dev.gander.adapters.cli.console to
      info.picocli;
  opens dev.gander.adapters.cli.doctor to
      info.picocli;
  opens dev.gander.adapters.cli.help to
      info.picocli;
  opens dev.gander.adapters.cli.model to
      info.picocli;
  opens dev.gander.adapters.cli.run to
      info.picocli;
  opens dev.gander.adapters.cli.server to
      info.picocli;

  provides dev.gander.application.api.program.Commands with
      dev.gander.adapters.cli.PicocliCommands;
}
