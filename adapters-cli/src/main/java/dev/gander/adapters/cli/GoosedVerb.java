package dev.gander.adapters.cli;

import dev.gander.adapters.cli.chore.AcpVerb;
import dev.gander.adapters.cli.chore.AgentVerb;
import dev.gander.adapters.cli.chore.AuditVerb;
import dev.gander.adapters.cli.chore.BackupVerb;
import dev.gander.adapters.cli.chore.KeysVerb;
import dev.gander.adapters.cli.chore.McpVerb;
import dev.gander.adapters.cli.chore.MigrateVerb;
import dev.gander.adapters.cli.chore.RestoreVerb;
import dev.gander.adapters.cli.chore.SecretsVerb;
import dev.gander.adapters.cli.chore.ServeVerb;
import dev.gander.adapters.cli.chore.ValidateExtensionsVerb;
import dev.gander.adapters.cli.chore.WebhooksVerb;
import dev.gander.adapters.cli.config.ConfigVerb;
import dev.gander.adapters.cli.console.ConsoleVerb;
import dev.gander.adapters.cli.doctor.DiagnoseVerb;
import dev.gander.adapters.cli.doctor.DoctorVerb;
import dev.gander.adapters.cli.help.CompletionVerb;
import dev.gander.adapters.cli.help.HelpVerb;
import dev.gander.adapters.cli.help.ManVerb;
import dev.gander.adapters.cli.model.ModelsVerb;
import dev.gander.adapters.cli.run.RunVerb;
import dev.gander.adapters.cli.session.SessionsVerb;
import dev.gander.application.api.program.Program;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The program without a command.
@Command(
    name = "goosed",
    description = "Gander's goosed: the HTTP server behind the Goose AI agent.",
    versionProvider = GoosedVerb.Version.class,
    scope = ScopeType.INHERIT,
    exitCodeList = {
      "0:it worked",
      "1:it did not; stderr says why",
      "2:the arguments make no sense",
      "130:it was interrupted"
    },
    subcommands = {
      ServeVerb.class,
      ConsoleVerb.class,
      RunVerb.class,
      SessionsVerb.class,
      ConfigVerb.class,
      DoctorVerb.class,
      DiagnoseVerb.class,
      ModelsVerb.class,
      KeysVerb.class,
      WebhooksVerb.class,
      AuditVerb.class,
      BackupVerb.class,
      RestoreVerb.class,
      MigrateVerb.class,
      SecretsVerb.class,
      AgentVerb.class,
      AcpVerb.class,
      McpVerb.class,
      ValidateExtensionsVerb.class,
      CompletionVerb.class,
      ManVerb.class,
      HelpVerb.class
    })
final class GoosedVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "print help")
  @SuppressWarnings("UnusedVariable") // picocli itself answers.
  private boolean isHelp;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "print the version")
  @SuppressWarnings("UnusedVariable") // picocli itself answers.
  private boolean isVersion;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /// What `--version` answers.
  static final class Version implements IVersionProvider {
    private final Program program;

    Version(Program program) {
      this.program = program;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"goosed " + program.version()};
    }
  }
}
