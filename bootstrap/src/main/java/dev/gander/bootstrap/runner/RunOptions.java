package dev.gander.bootstrap.runner;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `goosed run` is asked for.
///
/// @param request as for `POST /gander/v1/runs`, without what is in files
/// @param prompt `-` if it comes on stdin; null without one
/// @param recipeFile on this machine; null without one
/// @param server its address; null for that of the environment
/// @param key for the server; null for that of the environment
/// @param idempotencyKey null for a new one
/// @param isJson whether the whole run is printed, not only its text
public record RunOptions(
    JsonObject request,
    @Nullable String prompt,
    @Nullable String recipeFile,
    @Nullable String server,
    @Nullable String key,
    @Nullable String idempotencyKey,
    boolean isJson) {

  /// @throws InvalidInput for arguments that make no sense; the text says which
  public static RunOptions parse(List<String> arguments) {
    Parser parser = new Parser(arguments);
    parser.parse();
    return parser.options();
  }

  private static final class Parser {
    private final Deque<String> rest;
    private final Map<String, Json> request = new LinkedHashMap<>();
    private final Map<String, Json> parameters = new LinkedHashMap<>();
    private final Map<String, Json> limits = new LinkedHashMap<>();
    private final List<Json> extensions = new ArrayList<>();
    private final Map<String, String> others = new LinkedHashMap<>();

    Parser(List<String> arguments) {
      rest = new ArrayDeque<>(arguments);
    }

    void parse() {
      while (!rest.isEmpty()) {
        String argument = rest.pop();
        if (argument.equals("-") || !argument.startsWith("-")) {
          once("prompt", argument);
        } else {
          int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
          if (equals > 0) {
            rest.push(argument.substring(equals + 1));
          }
          option(equals > 0 ? argument.substring(0, equals) : argument);
        }
      }
    }

    private void option(String name) {
      switch (name) {
        case "-r", "--recipe" -> once("recipe", value(name));
        case "--recipe-id" -> recipe("id", value(name));
        case "--recipe-link" -> recipe("deeplink", value(name));
        case "-p", "--param" -> parameter(value(name));
        case "--provider" -> put("provider", value(name));
        case "--model" -> put("model", value(name));
        case "--mode" -> put("mode", value(name));
        case "-e", "--extension" -> extensions.add(Json.of(value(name)));
        case "--folder" -> put("folder", value(name));
        case "--session" -> put("session_id", value(name));
        case "--on-restart" -> put("on_restart", value(name));
        case "--max-turns" -> limits.put("max_turns", number(name));
        case "--timeout" -> limits.put("timeout", number(name));
        case "--server", "--key", "--idempotency-key", "--output" ->
            once(name.substring(2), value(name));
        case String other -> throw new InvalidInput("the option '" + other + "' is not known here");
      }
    }

    private String value(String option) {
      if (rest.isEmpty()) {
        throw new InvalidInput("the option '" + option + "' needs a value");
      }
      return rest.pop();
    }

    private Json number(String option) {
      String text = value(option);
      if (!text.matches("[0-9]{1,18}")) {
        throw new InvalidInput("the option '" + option + "' needs a number, not '" + text + "'");
      }
      return new JsonNumber(new BigDecimal(text));
    }

    private void once(String name, String value) {
      if (others.put(name, value) != null) {
        throw new InvalidInput("there is more than one " + name);
      }
    }

    private void put(String member, String value) {
      if (request.put(member, Json.of(value)) != null) {
        throw new InvalidInput("there is more than one " + member);
      }
    }

    private void recipe(String way, String value) {
      once("recipe that is named by " + way, value);
      if (request.put("recipe", JsonObject.of(way, Json.of(value))) != null) {
        throw new InvalidInput("there is more than one recipe");
      }
    }

    private void parameter(String pair) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new InvalidInput("a parameter is NAME=VALUE, not '" + pair + "'");
      }
      parameters.put(pair.substring(0, equals), Json.of(pair.substring(equals + 1)));
    }

    RunOptions options() {
      if (others.containsKey("recipe") && request.containsKey("recipe")) {
        throw new InvalidInput("there is more than one recipe");
      }
      if (!others.containsKey("recipe")
          && !request.containsKey("recipe")
          && !others.containsKey("prompt")) {
        throw new InvalidInput("a prompt or a recipe is missing");
      }
      String output = others.getOrDefault("output", "text");
      if (!output.equals("text") && !output.equals("json")) {
        throw new InvalidInput("the output is text or json, not '" + output + "'");
      }
      addIfAny("parameters", parameters);
      addIfAny("limits", limits);
      if (!extensions.isEmpty()) {
        request.put("extensions", new JsonArray(extensions));
      }
      return new RunOptions(
          new JsonObject(request),
          others.get("prompt"),
          others.get("recipe"),
          others.get("server"),
          others.get("key"),
          others.get("idempotency-key"),
          output.equals("json"));
    }

    private void addIfAny(String member, Map<String, Json> values) {
      if (!values.isEmpty()) {
        request.put(member, new JsonObject(values));
      }
    }
  }
}
