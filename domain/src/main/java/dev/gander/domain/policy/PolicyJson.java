package dev.gander.domain.policy;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.shell.ShellSyntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the content of `policy.yaml`. Strict: a rule with a misspelt word would not forbid what
/// its author wanted to forbid.
public final class PolicyJson {
  private static final int MOST_RULES = 1_000;
  private static final int LONGEST_TEXT = 1_000;
  private static final String EXTENSION = "extension";
  private static final String TOOL = "tool";
  private static final String ARGUMENTS = "arguments";
  private static final String COMMAND = "command";
  private static final String PATH = "path";
  private static final String HOST = "host";
  private static final String NAME = "name";
  private static final String REASON = "reason";
  private static final String VERSION = "version";
  private static final String OTHERWISE = "otherwise";
  private static final String UNCLEAR = "unclear";
  private static final String SHELLS = "shells";
  private static final Set<String> OF_A_POLICY =
      Set.of(VERSION, "deny", "ask", "allow", OTHERWISE, UNCLEAR, SHELLS);
  private static final Set<String> OF_A_RULE =
      Set.of(NAME, REASON, EXTENSION, TOOL, ARGUMENTS, COMMAND, PATH, HOST);

  private PolicyJson() {}

  /// @throws PolicyMistake if the content is no policy
  public static Policy read(Json content) {
    JsonObject object = object(content, OF_A_POLICY);
    if (object.isEmpty()) {
      throw new PolicyMistake("it says nothing");
    }
    within(VERSION, object, PolicyJson::version);
    PolicyVerdict unclear = within(UNCLEAR, object, PolicyJson::verdict).orElse(PolicyVerdict.ASK);
    if (unclear == PolicyVerdict.ALLOW) {
      throw new PolicyMistake("is either `ask` or `deny`").within(UNCLEAR);
    }
    return new Policy(
        rules(object, PolicyVerdict.DENY),
        rules(object, PolicyVerdict.ASK),
        rules(object, PolicyVerdict.ALLOW),
        within(OTHERWISE, object, PolicyJson::verdict).orElse(PolicyVerdict.ASK),
        unclear,
        new ShellTools(
            choice(SHELLS, object, false, (text, _) -> TextGlob.ofText(text, true)),
            ShellSyntax.POSIX),
        Optional.empty());
  }

  private static JsonObject object(Json value, Set<String> known) {
    if (!(value instanceof JsonObject object)) {
      throw new PolicyMistake("expected a map");
    }
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        throw new PolicyMistake(
                "unknown member, expected one of "
                    + String.join(", ", known.stream().sorted().toList()))
            .within(name);
      }
    }
    return object;
  }

  private static String version(Json value) {
    if (value instanceof JsonNumber number && number.integer().equals(OptionalLong.of(1))) {
      return "1";
    }
    throw new PolicyMistake("the only version is 1");
  }

  private static PolicyVerdict verdict(Json value) {
    return PolicyVerdict.parse(text(value))
        .orElseThrow(() -> new PolicyMistake("expected `allow`, `ask` or `deny`"));
  }

  private static String text(Json value) {
    if (!(value instanceof JsonString(String text))) {
      throw new PolicyMistake("expected a text (in quotes if it looks like something else)");
    }
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw new PolicyMistake("a text has 1 to " + LONGEST_TEXT + " characters");
    }
    return text;
  }

  private static <T> Optional<T> within(String name, JsonObject object, Function<Json, T> reader) {
    Json value = object.get(name);
    return value == null ? Optional.empty() : Optional.of(at(name, value, reader));
  }

  private static <T> T at(Object step, Json value, Function<Json, T> reader) {
    try {
      return reader.apply(value);
    } catch (PolicyMistake e) {
      throw e.within(step);
    }
  }

  private static List<PolicyRule> rules(JsonObject object, PolicyVerdict verdict) {
    Json list = object.get(verdict.wire());
    return list == null || list == JsonNull.NULL
        ? List.of()
        : at(verdict.wire(), list, value -> rules(value, verdict));
  }

  private static List<PolicyRule> rules(Json value, PolicyVerdict verdict) {
    List<Json> items = items(value);
    if (items.size() > MOST_RULES) {
      throw new PolicyMistake("a list has at most " + MOST_RULES + " rules");
    }
    List<PolicyRule> rules = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int position = i + 1;
      rules.add(at(i, items.get(i), item -> rule(item, verdict, position)));
    }
    return rules;
  }

  private static List<Json> items(Json value) {
    if (value instanceof JsonArray array) {
      return array.items();
    }
    throw new PolicyMistake("expected a list");
  }

  private static PolicyRule rule(Json value, PolicyVerdict verdict, int position) {
    JsonObject object = object(value, OF_A_RULE);
    boolean strict = verdict == PolicyVerdict.ALLOW;
    RuleConditions conditions =
        new RuleConditions(
            choice(EXTENSION, object, strict, (text, _) -> TextGlob.ofText(text, true)),
            choice(TOOL, object, strict, (text, exact) -> TextGlob.ofText(text, !exact)),
            within(ARGUMENTS, object, it -> arguments(it, strict)).orElse(Map.of()),
            choice(COMMAND, object, strict, CommandPattern::parse),
            choice(PATH, object, strict, (text, exact) -> PathGlob.parse(text, !exact)),
            choice(HOST, object, strict, (text, _) -> TextGlob.ofText(text, true)));
    if (conditions.isEmpty()) {
      throw new PolicyMistake("a rule without a condition would apply to everything");
    }
    return new PolicyRule(
        verdict, position, optionalText(NAME, object), optionalText(REASON, object), conditions);
  }

  private static @Nullable String optionalText(String name, JsonObject object) {
    return within(name, object, PolicyJson::text).orElse(null);
  }

  private static Map<String, PatternChoice<TextGlob>> arguments(Json value, boolean strict) {
    if (!(value instanceof JsonObject object) || object.isEmpty()) {
      throw new PolicyMistake("expected a map of arguments to patterns");
    }
    Map<String, PatternChoice<TextGlob>> all = new LinkedHashMap<>();
    object
        .members()
        .forEach(
            (name, patterns) ->
                all.put(
                    name,
                    at(
                        name,
                        patterns,
                        it -> choice(it, strict, (text, _) -> TextGlob.ofText(text, false)))));
    return all;
  }

  /// Reads a pattern for a rule that forbids, or for one that allows.
  private interface PatternParser<P> {
    /// @param strict whether it must not match too much
    P parse(String text, boolean strict);
  }

  private static <P> Optional<PatternChoice<P>> choice(
      String name, JsonObject object, boolean strict, PatternParser<P> parser) {
    return within(name, object, value -> choice(value, strict, parser));
  }

  /// One pattern or several. To exclude too much from what is forbidden would allow it.
  private static <P> PatternChoice<P> choice(Json value, boolean strict, PatternParser<P> parser) {
    List<String> texts = value instanceof JsonArray array ? texts(array) : List.of(text(value));
    List<P> wanted = new ArrayList<>();
    List<P> excluded = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      try {
        if (text.startsWith("!")) {
          excluded.add(parser.parse(text.substring(1), !strict));
        } else {
          wanted.add(parser.parse(text, strict));
        }
      } catch (PolicyMistake e) {
        throw value instanceof JsonArray ? e.within(i) : e;
      }
    }
    if (wanted.isEmpty()) {
      throw new PolicyMistake("at least one pattern must not begin with `!`");
    }
    return new PatternChoice<>(wanted, excluded);
  }

  private static List<String> texts(JsonArray array) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.items().size(); i++) {
      texts.add(at(i, array.items().get(i), PolicyJson::text));
    }
    return texts;
  }
}
