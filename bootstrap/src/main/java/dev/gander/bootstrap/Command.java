package dev.gander.bootstrap;

import dev.gander.bootstrap.access.KeyOrder;
import dev.gander.bootstrap.keeping.SecretsAction;
import dev.gander.bootstrap.runner.RunOptions;
import dev.gander.domain.error.InvalidInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The command requested by the arguments of `goosed`.
sealed interface Command {
  String RECORD = "--record";
  String SALVAGE = "--salvage";

  /// `goosed agent`: run the HTTP server.
  ///
  /// @param cassette the file in which model calls are recorded; null for none
  record Agent(@Nullable Path cassette) implements Command {}

  /// `goosed acp`: serve one client on stdin and stdout.
  record Acp() implements Command {}

  /// `goosed run`: start one run and wait for its end.
  record Run(RunOptions options) implements Command {}

  /// `goosed mcp NAME`: run one bundled MCP server on stdin and stdout.
  record Mcp(BundledServer server) implements Command {}

  /// `goosed backup [FOLDER]`: copy everything that is kept.
  ///
  /// @param target null for a new folder among the server's own backups
  record MakeBackup(@Nullable Path target) implements Command {}

  /// `goosed restore FOLDER` or `goosed restore --salvage`.
  ///
  /// @param source the backup; null to save what can be read of damaged databases
  record Restore(@Nullable Path source) implements Command {}

  /// `goosed secrets ACTION`: encrypt what goose keeps in plain text, or the other way round.
  record Secrets(SecretsAction action) implements Command {}

  /// `goosed validate-extensions PATH`: check a list of bundled extensions.
  record ValidateExtensions(Path file) implements Command {}

  /// `goosed keys …`: make, list, rotate and revoke keys.
  record Keys(KeyOrder order) implements Command {}

  /// `goosed audit verify`: find out whether the audit log was changed.
  record VerifyAudit() implements Command {}

  /// `--help` and the like.
  record Help(HelpText text) implements Command {}

  /// `--version`, which subcommands accept too.
  record Version() implements Command {}

  /// Invalid arguments; an empty `mistake` means that there were none at all.
  record Misuse(String mistake, HelpText text) implements Command {}

  /// Names of bundled servers are matched ignoring case and spaces, as in goosed.
  enum BundledServer {
    AUTOVISUALISER,
    COMPUTERCONTROLLER,
    MEMORY,
    TUTORIAL;

    static Optional<BundledServer> named(String text) {
      return Arrays.stream(values())
          .filter(server -> server.name().equalsIgnoreCase(text.replace(" ", "")))
          .findFirst();
    }
  }

  static Command parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      return new Misuse("", HelpText.PROGRAM);
    }
    var rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "-h", "--help" -> new Help(HelpText.PROGRAM);
      case "-V", "--version" -> new Version();
      case "help" -> help(rest);
      case "agent" -> agent(rest);
      case "acp" -> acp(rest);
      case "run" -> run(rest);
      case "mcp" -> withOneArgument(HelpText.MCP, rest, Command::mcp);
      case "backup" ->
          rest.isEmpty()
              ? new MakeBackup(null)
              : withOneArgument(HelpText.BACKUP, rest, folder -> new MakeBackup(Path.of(folder)));
      case "restore" ->
          rest.equals(List.of(SALVAGE))
              ? new Restore(null)
              : withOneArgument(HelpText.RESTORE, rest, folder -> new Restore(Path.of(folder)));
      case "secrets" -> withOneArgument(HelpText.SECRETS, rest, Command::secrets);
      case "validate-extensions" ->
          withOneArgument(
              HelpText.VALIDATE_EXTENSIONS, rest, file -> new ValidateExtensions(Path.of(file)));
      case "keys" -> keys(rest);
      case "audit" -> withOneArgument(HelpText.AUDIT, rest, Command::audit);
      case String other -> unexpected(other, HelpText.PROGRAM);
    };
  }

  private static Command help(List<String> rest) {
    if (rest.isEmpty()) {
      return new Help(HelpText.PROGRAM);
    }
    return HelpText.of(rest.getFirst())
        .<Command>map(Help::new)
        .orElseGet(() -> unexpected(rest.getFirst(), HelpText.PROGRAM));
  }

  private static Command agent(List<String> rest) {
    if (rest.isEmpty()) {
      return new Agent(null);
    }
    String first = rest.getFirst();
    boolean isRecord = first.equals(RECORD) || first.startsWith(RECORD + "=");
    return isRecord
        ? recording(rest)
        : standardOption(first, HelpText.AGENT).orElseGet(() -> unexpected(first, HelpText.AGENT));
  }

  /// `--record FILE` or `--record=FILE`.
  private static Command recording(List<String> rest) {
    boolean isApart = rest.getFirst().equals(RECORD);
    int used = isApart ? 2 : 1;
    if (rest.size() < used || rest.get(used - 1).equals(RECORD + "=")) {
      return new Misuse("the file to record to is missing", HelpText.AGENT);
    }
    if (rest.size() > used) {
      return unexpected(rest.get(used), HelpText.AGENT);
    }
    String file = isApart ? rest.get(1) : rest.getFirst().substring(RECORD.length() + 1);
    return new Agent(Path.of(file));
  }

  private static Command acp(List<String> rest) {
    return rest.isEmpty()
        ? new Acp()
        : standardOption(rest.getFirst(), HelpText.ACP)
            .orElseGet(() -> unexpected(rest.getFirst(), HelpText.ACP));
  }

  private static Command keys(List<String> rest) {
    Optional<Command> option =
        rest.isEmpty() ? Optional.empty() : standardOption(rest.getFirst(), HelpText.KEYS);
    try {
      return option.isPresent() ? option.get() : new Keys(KeyOrder.parse(rest));
    } catch (InvalidInput e) {
      return new Misuse(e.text(), HelpText.KEYS);
    }
  }

  private static Command audit(String word) {
    return word.equals("verify") ? new VerifyAudit() : unexpected(word, HelpText.AUDIT);
  }

  private static Command run(List<String> rest) {
    Optional<Command> standard =
        rest.stream().flatMap(it -> standardOption(it, HelpText.RUN).stream()).findFirst();
    if (standard.isPresent()) {
      return standard.get();
    }
    try {
      return new Run(RunOptions.parse(rest));
    } catch (InvalidInput e) {
      return new Misuse(e.text(), HelpText.RUN);
    }
  }

  private static Command withOneArgument(
      HelpText text, List<String> rest, Function<String, Command> command) {
    if (rest.isEmpty()) {
      return new Misuse("an argument is missing", text);
    }
    var first = rest.getFirst();
    var option = standardOption(first, text);
    if (option.isPresent()) {
      return option.get();
    }
    if (first.startsWith("-") || rest.size() > 1) {
      return unexpected(first.startsWith("-") ? first : rest.get(1), text);
    }
    return command.apply(first);
  }

  private static Command secrets(String action) {
    return SecretsAction.named(action)
        .<Command>map(Secrets::new)
        .orElseGet(
            () -> new Misuse("secrets cannot be told to '" + action + "'", HelpText.SECRETS));
  }

  private static Command mcp(String name) {
    return BundledServer.named(name)
        .<Command>map(Mcp::new)
        .orElseGet(() -> new Misuse("no bundled server is called '" + name + "'", HelpText.MCP));
  }

  private static Optional<Command> standardOption(String argument, HelpText text) {
    return switch (argument) {
      case "-h", "--help" -> Optional.of(new Help(text));
      case "-V", "--version" -> Optional.of(new Version());
      case String _ -> Optional.empty();
    };
  }

  private static Misuse unexpected(String argument, HelpText text) {
    var kind = argument.startsWith("-") ? "option" : "argument";
    return new Misuse("the " + kind + " '" + argument + "' is not known here", text);
  }
}
