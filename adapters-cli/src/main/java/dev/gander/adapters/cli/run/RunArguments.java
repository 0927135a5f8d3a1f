package dev.gander.adapters.cli.run;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The arguments of `goosed run`, but for the server.
final class RunArguments {
  enum Form {
    TEXT,
    JSON
  }

  @Parameters(arity = "0..1", paramLabel = "<PROMPT>", description = "what to do; - for stdin")
  private @Nullable String prompt;

  @Option(
      names = {"-r", "--recipe"},
      paramLabel = "<FILE>",
      description = "follow the recipe in FILE")
  private @Nullable String recipeFile;

  @Option(
      names = "--recipe-id",
      paramLabel = "<ID>",
      description = "follow a recipe of the user's library")
  private @Nullable String recipeId;

  @Option(
      names = "--recipe-link",
      paramLabel = "<LINK>",
      description = "follow the recipe in a deeplink")
  private @Nullable String recipeLink;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "<NAME=VALUE>",
      description = "a parameter of the recipe; may be repeated")
  private List<String> parameters = List.of();

  @Option(names = "--provider", paramLabel = "<NAME>", description = "in place of the usual one")
  private @Nullable String provider;

  @Option(names = "--model", paramLabel = "<NAME>", description = "in place of the usual one")
  private @Nullable String model;

  @Option(
      names = "--mode",
      paramLabel = "<MODE>",
      description = "auto, approve, smart_approve or chat")
  private @Nullable String mode;

  @Option(
      names = {"-e", "--extension"},
      paramLabel = "<NAME>",
      description = "in place of the usual ones; may be repeated")
  private List<String> extensions = List.of();

  @Option(names = "--folder", paramLabel = "<DIR>", description = "where to work")
  private @Nullable String folder;

  @Option(
      names = "--label",
      paramLabel = "<NAME=VALUE>",
      description = "of the server, where there are several; may be repeated")
  private List<String> labels = List.of();

  @Option(names = "--session", paramLabel = "<ID>", description = "go on in this session")
  private @Nullable String session;

  @Option(
      names = "--max-turns",
      paramLabel = "<N>",
      description = "how many times the model may be asked")
  private @Nullable Long turns;

  @Option(names = "--timeout", paramLabel = "<SECONDS>", description = "how long it may take")
  private @Nullable Long timeout;

  @Option(
      names = "--on-restart",
      paramLabel = "<WHAT>",
      description = "interrupt or continue, if the server dies")
  private @Nullable String onRestart;

  @Option(
      names = "--idempotency-key",
      paramLabel = "<KEY>",
      description = "start it once, however often this is called")
  private @Nullable String idempotencyKey;

  @Option(names = "--output", paramLabel = "<FORM>", description = "text (default) or json")
  private Form output = Form.TEXT;

  /// @throws InvalidInput for arguments that make no sense; the text says which
  RunOptions options() {
    long recipes = Stream.of(recipeFile, recipeId, recipeLink).filter(Objects::nonNull).count();
    if (recipes > 1) {
      throw new InvalidInput("there is more than one recipe");
    }
    if (recipes == 0 && prompt == null) {
      throw new InvalidInput("a prompt or a recipe is missing");
    }
    return new RunOptions(request(), prompt, recipeFile, idempotencyKey, output == Form.JSON);
  }

  private JsonObject request() {
    Map<String, Json> request = new LinkedHashMap<>();
    put(request, "provider", provider);
    put(request, "model", model);
    put(request, "mode", mode);
    put(request, "folder", folder);
    put(request, "session_id", session);
    put(request, "on_restart", onRestart);
    if (recipeId != null) {
      request.put("recipe", JsonObject.of("id", Json.of(recipeId)));
    }
    if (recipeLink != null) {
      request.put("recipe", JsonObject.of("deeplink", Json.of(recipeLink)));
    }
    addIfAny(request, "parameters", parameters());
    addIfAny(request, "limits", limits());
    if (!extensions.isEmpty()) {
      request.put("extensions", JsonArray.ofTexts(extensions));
    }
    if (!labels.isEmpty()) {
      request.put("labels", JsonArray.ofTexts(labels));
    }
    return new JsonObject(request);
  }

  private static void put(Map<String, Json> request, String member, @Nullable String value) {
    if (value != null) {
      request.put(member, Json.of(value));
    }
  }

  private static void addIfAny(Map<String, Json> request, String member, Map<String, Json> values) {
    if (!values.isEmpty()) {
      request.put(member, new JsonObject(values));
    }
  }

  private Map<String, Json> parameters() {
    Map<String, Json> values = new LinkedHashMap<>();
    for (String pair : parameters) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new InvalidInput("a parameter is NAME=VALUE, not '" + pair + "'");
      }
      values.put(pair.substring(0, equals), Json.of(pair.substring(equals + 1)));
    }
    return values;
  }

  private Map<String, Json> limits() {
    Map<String, Json> limits = new LinkedHashMap<>();
    limit(limits, "max_turns", "--max-turns", turns);
    limit(limits, "timeout", "--timeout", timeout);
    return limits;
  }

  private static void limit(
      Map<String, Json> limits, String member, String option, @Nullable Long value) {
    if (value == null) {
      return;
    }
    if (value < 0) {
      throw new InvalidInput("the option '" + option + "' needs a number, not '" + value + "'");
    }
    limits.put(member, new JsonNumber(BigDecimal.valueOf(value)));
  }
}
