package dev.gander.adapters.llm.rehearsal.scripted;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ExponentialBackoff;
import dev.gander.provider.kit.service.ServiceRefusal;
import dev.gander.provider.kit.service.StatusErrors;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers from the script in the user's text. A request without a script gets instructions; one to
/// the fast model, which the agent uses for names and summaries, gets a short fixed text.
record MessageScriptProvider(AttemptCounts tries, ClientEnvironment environment)
    implements Provider {
  static final String MODEL = "scripted";
  static final String FAST_MODEL = "scripted-fast";
  private static final URI PLACE = URI.create("scripted://script/");
  private static final Pattern REFUSING_MODEL = Pattern.compile("fails-(\\d{3})");
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int TOKENS_PER_CALL = 10;
  private static final String HELP =
      """
      No model is behind this answer: the provider `scripted` plays what your message says, so that \
      everything can be tried without a key or a network. Begin lines with `!` to tell it what to do:

      !say Hello there
      !tool shell {"command": "echo hi"}
      ---
      !say The tool has answered.

      A line of `---` ends one answer and begins the next one. Other steps: `!tokens 50` streams \
      fifty words, `!rate 20` slows them down, `!think …` shows a thought, `!usage 10 5` sets the \
      token counts, `!error 503 overloaded`, `!drop` and `!hang` misbehave. To talk to a real model, \
      choose another provider in the settings.""";

  @Override
  public String name() {
    return MODEL;
  }

  @Override
  public String fastModel() {
    return FAST_MODEL;
  }

  @Override
  public List<String> models() {
    return List.of(MODEL, FAST_MODEL);
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before an answer was played");
    }
    ScriptContext context = ScriptContext.of(request);
    Matcher refusing = REFUSING_MODEL.matcher(request.model().modelName());
    if (refusing.matches()) {
      throw refusal(new Step.Refusal(Integer.parseInt(refusing.group(1)), "no such luck", null));
    }
    String text = script(request, context);
    Step step = read(text, context);
    if (step.failing() != null) {
      failAtFirst(step.failing(), step, text, request);
    }
    if (step.refusal() != null && step.failing() == null) {
      throw refusal(step.refusal());
    }
    return play(step, request);
  }

  private static String script(ProviderRequest request, ScriptContext context) {
    return request.model().modelName().equals(FAST_MODEL)
        ? Script.aside(context).orElse("!say Scripted session")
        : Script.due(context).orElse("");
  }

  private static Step read(String text, ScriptContext context) {
    try {
      Step step = Step.read(text, context);
      return text.isEmpty() ? Step.saying(HELP) : step;
    } catch (ScriptMistake e) {
      throw new ProviderException.ExecutionError("The script has a mistake: " + e.text(), e);
    }
  }

  /// Fails as often as the script demands, with the pauses that a real service's failures get.
  private void failAtFirst(Step.Failing failing, Step step, String text, ProviderRequest request)
      throws InterruptedException {
    String key = failing.everyRequest() ? text : key(request);
    for (int failures = 1; tries.count(key) <= failing.times(); failures++) {
      Step.Refusal told =
          step.refusal() == null
              ? new Step.Refusal(failing.status(), "try " + failures, null)
              : step.refusal();
      ProviderException failure = refusal(told);
      environment.sleep(
          ExponentialBackoff.USUAL
              .pause(failure, failures, environment.random())
              .orElseThrow(() -> failure));
    }
  }

  private ProviderException refusal(Step.Refusal refusal) {
    Map<String, List<String>> headers =
        refusal.retryAfter() == null
            ? Map.of()
            : Map.of("retry-after", List.of(refusal.retryAfter()));
    String body =
        refusal.body().startsWith("{")
            ? refusal.body()
            : JsonText.write(JsonObject.of("message", Json.of(refusal.body())));
    return StatusErrors.of(
        new ServiceRefusal(
            refusal.status(),
            PLACE,
            body,
            HttpHeaders.of(headers, (_, _) -> true),
            environment.clock()));
  }

  private ProviderStream play(Step step, ProviderRequest request) {
    boolean hangs =
        step.hang() != null && (step.hang().isEmpty() || tries.count("hang " + step.hang()) == 1);
    int calls = request.messages().stream().map(Message::toolRequests).mapToInt(List::size).sum();
    String id =
        request.sessionId().isEmpty()
            ? "scripted_" + environment.uuids().get()
            : "scripted_" + request.sessionId() + "_" + request.messages().size();
    ProviderUsage usage = new ProviderUsage(request.model().modelName(), usage(step, request));
    return new MessageScriptAnswer(step, hangs, id, calls + 1, usage, environment.now());
  }

  private static TokenUsage usage(Step step, ProviderRequest request) {
    List<Long> given = step.usage();
    long input = given.isEmpty() ? estimate(request) : given.getFirst();
    long output =
        given.size() > 1
            ? given.get(1)
            : MessageScriptAnswer.words(MessageScriptAnswer.text(step)).size()
                + (long) TOKENS_PER_CALL * step.calls().size();
    return TokenUsage.of(input, output, null)
        .withCache(given.size() > 2 ? given.get(2) : null, given.size() > 3 ? given.get(3) : null);
  }

  private static long estimate(ProviderRequest request) {
    long characters = (long) request.system().length() + key(request).length();
    return Math.ceilDiv(characters, CHARACTERS_PER_TOKEN);
  }

  private static String key(ProviderRequest request) {
    return JsonText.write(MessageJson.writeAll(request.messages()));
  }
}
