package dev.gander.adapters.cli.config;

import dev.gander.adapters.cli.help.TerminalText;
import dev.gander.adapters.cli.server.ServerChoice;
import dev.gander.application.api.program.Program;
import dev.gander.domain.config.SecretMask;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `goosed config`. No secret is ever printed.
@Command(
    name = "config",
    description = {
      "Read and change settings and secrets.",
      "Variables of the environment come first. A server that runs sees a change with its next"
          + " use.",
      "Without --server they are those of this machine, whether or not a server runs."
    })
public final class ConfigVerb {
  private static final int NOT_SET = 1;

  private final Program program;

  @Spec private CommandSpec spec;

  ConfigVerb(Program program) {
    this.program = program;
  }

  @Command(
      description = {
        "Print a setting.",
        "A text is printed as it is, anything else as JSON. Of a secret only whether it is set."
      })
  int get(
      @Parameters(paramLabel = "<KEY>", description = "as GOOSE_PROVIDER") String key,
      @Mixin ServerChoice server)
      throws IOException, InterruptedException {
    try (SettingShelf shelf = shelf(server)) {
      Json value = shelf.find(key);
      boolean isSetting = value != JsonNull.NULL;
      if (isSetting && !SecretMask.namesSecret(key)) {
        program.out().println(text(value));
        return ExitCode.OK;
      }
      if (isSetting || shelf.hasSecret(key)) {
        program.err().println(key + " is set. It is a secret, and not shown");
        return ExitCode.OK;
      }
      program.err().println(key + " is not set");
      return NOT_SET;
    }
  }

  private SettingShelf shelf(ServerChoice choice) {
    return choice
        .connection(program)
        .<SettingShelf>map(SettingsAtServer::new)
        .orElseGet(() -> new SettingsHere(program.open()));
  }

  private static String text(Json value) {
    return value instanceof JsonString(String text)
        ? TerminalText.lines(text)
        : JsonText.pretty(value);
  }

  @Command(
      description = {
        "Print all settings of the files, without secrets.",
        "A line has the key, an equals sign and the value."
      })
  int list(
      @Option(names = "--json", description = "as one JSON object") boolean isJson,
      @Mixin ServerChoice server)
      throws IOException, InterruptedException {
    try (SettingShelf shelf = shelf(server)) {
      Map<String, Json> shown = shelf.all();
      if (isJson) {
        program.out().println(JsonText.pretty(new JsonObject(shown)));
      } else {
        shown.forEach((key, value) -> program.out().println(key + "=" + line(value)));
      }
      return ExitCode.OK;
    }
  }

  private static String line(Json value) {
    return value instanceof JsonString(String text)
        ? TerminalText.line(text)
        : JsonText.write(value);
  }

  @Command(
      description = {
        "Change a setting, or with --secret a secret.",
        "true, false and numbers are stored as such, everything else as text."
      })
  int set(
      @Parameters(index = "0", paramLabel = "<KEY>", description = "as GOOSE_PROVIDER") String key,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "<VALUE>",
              description = "read from stdin if it is left out, as secrets always are")
          @Nullable String value,
      @Option(names = "--json", description = "VALUE is JSON") boolean isJson,
      @Option(names = "--secret", description = "store it where secrets are kept") boolean isSecret,
      @Mixin ServerChoice server)
      throws IOException, InterruptedException {
    if (isSecret && value != null) {
      throw misuse("a secret does not belong on the command line, where others see it: pipe it");
    }
    if (!isSecret && SecretMask.namesSecret(key)) {
      throw misuse(key + " looks like a secret: use --secret");
    }
    String given = value == null ? typed(key) : value;
    try (SettingShelf shelf = shelf(server)) {
      shelf.set(key, isSecret ? Json.of(given) : parsed(given, isJson), isSecret);
      program.err().println(key + " is set");
      return ExitCode.OK;
    }
  }

  private String typed(String key) throws IOException {
    if (program.machine().columns() > 0) {
      program.err().println("The value of " + key + ", then Enter and Ctrl-D:");
    }
    String typed = new String(program.in().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (typed.isEmpty()) {
      throw misuse("the value of " + key + " is missing");
    }
    return typed;
  }

  private Json parsed(String text, boolean isJson) {
    if (!isJson && !text.matches("true|false|-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,17})?")) {
      return Json.of(text);
    }
    try {
      return JsonText.parse(text);
    } catch (InvalidInput e) {
      throw misuse("the value is no JSON: " + e.text());
    }
  }

  @Command(description = "Remove a setting, or with --secret a secret.")
  int unset(
      @Parameters(paramLabel = "<KEY>", description = "as GOOSE_PROVIDER") String key,
      @Option(names = "--secret", description = "from where secrets are kept") boolean isSecret,
      @Mixin ServerChoice server)
      throws IOException, InterruptedException {
    try (SettingShelf shelf = shelf(server)) {
      shelf.remove(key, isSecret);
      program.err().println(key + " is not set any more");
      return ExitCode.OK;
    }
  }

  private ParameterException misuse(String mistake) {
    return new ParameterException(spec.commandLine(), mistake);
  }
}
