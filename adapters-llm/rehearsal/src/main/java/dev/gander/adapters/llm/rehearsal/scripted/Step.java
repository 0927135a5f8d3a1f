package dev.gander.adapters.llm.rehearsal.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One answer as a script describes it; see [Script] for the language.
///
/// `answerId` and the counts of `usage` (in, out, cache read, cache write) are null or empty when
/// the script leaves them to us; `wordsPerSecond` is 0 for as fast as possible.
record Step(
    List<String> says,
    String thought,
    List<Call> calls,
    @Nullable String answerId,
    double wordsPerSecond,
    List<Long> usage,
    @Nullable Refusal refusal,
    @Nullable Failing failing,
    @Nullable String hang,
    Ending ending) {

  /// `id` is empty if the script does not set it.
  record Call(String id, String tool, String arguments) {}

  /// The service refuses with a status; `body` is JSON or text.
  record Refusal(int status, String body, @Nullable String retryAfter) {}

  /// The first `times` attempts fail; `everyRequest` counts all requests that play this step,
  /// otherwise each request has its own count.
  record Failing(int times, int status, boolean everyRequest) {}

  enum Ending {
    WHOLE,
    DROPPED,
    GARBLED
  }

  private static final Pattern LINE = Pattern.compile("!([\\w-]+)\\s*(.*)", Pattern.DOTALL);
  private static final Pattern STATUS = Pattern.compile("(\\d{3})\\s*(.*)", Pattern.DOTALL);

  /// Reads the lines of one step. Lines without a verb are ignored.
  ///
  /// @throws ScriptMistake if a verb is unknown, or lacks a required argument
  static Step read(String text, ScriptContext context) {
    Reading reading = new Reading(context);
    text.lines()
        .map(String::strip)
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> reading.verb(line.group(1), line.group(2)));
    return reading.step();
  }

  /// A step with a single text.
  static Step saying(String text) {
    return new Step(
        List.of(text), "", List.of(), null, 0, List.of(), null, null, null, Ending.WHOLE);
  }

  private static final class Reading {
    private final ScriptContext context;
    private final List<String> says = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private String thought = "";
    private @Nullable String answerId;
    private double wordsPerSecond;
    private List<Long> usage = List.of();
    private @Nullable Refusal refusal;
    private @Nullable String retryAfter;
    private @Nullable Failing failing;
    private @Nullable String hang;
    private Ending ending = Ending.WHOLE;

    Reading(ScriptContext context) {
      this.context = context;
    }

    Step step() {
      Refusal told = refusal == null ? null : new Refusal(refusal.status, refusal.body, retryAfter);
      return new Step(
          List.copyOf(says),
          thought,
          List.copyOf(calls),
          answerId,
          wordsPerSecond,
          usage,
          told,
          failing,
          hang,
          ending);
    }

    void verb(String verb, String rest) {
      switch (verb) {
        case "say" -> says.add(rest);
        case "tokens" -> says.add(words(number(verb, rest)));
        case "think" -> thought = rest;
        case "tool" -> calls.add(call("", verb, rest));
        case "call" -> {
          String[] parts = split(verb, rest);
          calls.add(call(parts[0], verb, parts[1]));
        }
        case "id" -> answerId = rest.isBlank() ? null : rest.strip();
        case "rate" -> wordsPerSecond = number(verb, rest);
        case "usage" -> usage = counts(rest);
        case "system" -> says.add(context.system());
        case "tools" -> says.add(String.join(" ", context.tools()));
        case "messages" -> says.add(String.join(",", context.roles()));
        default -> trouble(verb, rest);
      }
    }

    private void trouble(String verb, String rest) {
      switch (verb) {
        case "error" -> refusal = refusal(verb, rest.matches("\\d+") ? rest + " scripted" : rest);
        case "raw" -> refusal = refusal(verb, rest);
        case "retry-after" -> retryAfter = rest.strip();
        case "fail-times", "fail-first" -> failing = failing(verb, rest);
        case "drop" -> ending = Ending.DROPPED;
        case "badjson" -> ending = Ending.GARBLED;
        case "hang" -> hang = rest.strip();
        // The output limit changes nothing visible here; the others are handled elsewhere.
        case "length", "calls", "new", "aside" -> {}
        default ->
            throw new ScriptMistake("there is no step !" + verb + "; known are " + Script.VERBS);
      }
    }

    private static Call call(String id, String verb, String rest) {
      String[] parts = rest.strip().split("\\s+", 2);
      if (parts[0].isEmpty()) {
        throw new ScriptMistake("!" + verb + " needs the name of a tool");
      }
      return new Call(id, parts[0], parts.length > 1 ? parts[1] : "{}");
    }

    private static Refusal refusal(String verb, String rest) {
      Matcher status = STATUS.matcher(rest);
      if (!status.matches()) {
        throw new ScriptMistake("!" + verb + " needs a status such as 503");
      }
      return new Refusal(Integer.parseInt(status.group(1)), status.group(2), null);
    }

    private static Failing failing(String verb, String rest) {
      String[] parts = rest.strip().split("\\s+");
      int status = parts.length > 1 ? number(verb, parts[1]) : 500;
      return new Failing(number(verb, parts[0]), status, verb.equals("fail-first"));
    }

    private static List<Long> counts(String rest) {
      List<Long> counts = new ArrayList<>();
      for (String word : rest.strip().split("\\s+")) {
        counts.add((long) number("usage", word));
      }
      return List.copyOf(counts);
    }

    private static String[] split(String verb, String rest) {
      String[] parts = rest.strip().split("\\s+", 2);
      if (parts.length < 2) {
        throw new ScriptMistake("!" + verb + " needs an id and the name of a tool");
      }
      return parts;
    }

    private static int number(String verb, String text) {
      if (!text.strip().matches("\\d{1,7}")) {
        throw new ScriptMistake("!" + verb + " needs a number, not \"" + text.strip() + "\"");
      }
      return Integer.parseInt(text.strip());
    }

    private static String words(int count) {
      StringBuilder words = new StringBuilder();
      for (int i = 0; i < count; i++) {
        words.append(i == 0 ? "w" : " w").append(i);
      }
      return words.toString();
    }
  }
}
