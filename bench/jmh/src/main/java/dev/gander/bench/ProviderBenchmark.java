package dev.gander.bench;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Complete requests through the port, over HTTP on this machine; the figures include the time of
/// the other side, but it only copies bytes. The JVM has the launcher's options.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProviderBenchmark {
  private static final int CHUNKS = 10_000;
  private static final int MESSAGES = 1_000;
  private static final String SENTENCE =
      "A sentence of a long talk about nothing in particular, with some words and \"signs\" in it.\n";

  /// A service with an answer of many chunks.
  @State(Scope.Benchmark)
  public static class Talking {
    @Param public Family family = Family.CHAT;
    private @Nullable CannedService service;
    private @Nullable Provider provider;

    @Setup
    public void start() throws IOException {
      service = new CannedService(family.answer(CHUNKS));
      provider = family.provider(family.factory(), service.url());
    }

    @TearDown
    public void stop() throws IOException {
      Objects.requireNonNull(service).close();
    }
  }

  /// A service with an answer of one word.
  @State(Scope.Benchmark)
  public static class Listening {
    @Param public Family family = Family.CHAT;
    private @Nullable CannedService service;
    private @Nullable ProviderFactory factory;
    private @Nullable ProviderRequest question;
    private @Nullable ProviderRequest longTalk;

    @Setup
    public void start() throws IOException {
      service = new CannedService(family.answer(1));
      factory = family.factory();
      question = request(family.model(), conversation(1));
      longTalk = request(family.model(), conversation(MESSAGES));
    }

    /// Sends a request with a provider that has never seen the conversation.
    private int ask(@Nullable ProviderRequest request) throws InterruptedException {
      String url = Objects.requireNonNull(service).url();
      return drain(
          family.provider(Objects.requireNonNull(factory), url), Objects.requireNonNull(request));
    }

    @TearDown
    public void stop() throws IOException {
      Objects.requireNonNull(service).close();
    }
  }

  /// One chunk of an answer: received, decoded, delivered.
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public int chunk(Talking talking) throws InterruptedException {
    int pieces =
        drain(
            Objects.requireNonNull(talking.provider),
            request(talking.family.model(), conversation(1)));
    if (pieces < CHUNKS) {
      throw new IllegalStateException("only " + pieces + " pieces came");
    }
    return pieces;
  }

  /// A request and its answer of one word.
  @Benchmark
  public int word(Listening listening) throws InterruptedException {
    return listening.ask(listening.question);
  }

  /// A thousand messages written and sent, and the answer of one word.
  @Benchmark
  public int request(Listening listening) throws InterruptedException {
    return listening.ask(listening.longTalk);
  }

  private static int drain(Provider provider, ProviderRequest request) throws InterruptedException {
    int pieces = 0;
    try (ProviderStream stream = provider.stream(request)) {
      while (stream.next().isPresent()) {
        pieces++;
      }
    }
    return pieces;
  }

  private static ProviderRequest request(String model, List<Message> conversation) {
    JsonObject schema = JsonObject.of("type", Json.of("object"));
    return new ProviderRequest(
        ModelConfig.of(model),
        "20260304_1",
        SENTENCE.repeat(20),
        conversation,
        List.of(new Tool("shell", "runs a command", schema, JsonObject.EMPTY)));
  }

  /// Questions, calls, their results and answers, in turn.
  private static List<Message> conversation(int length) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      messages.add(message(i));
    }
    return messages;
  }

  private static Message message(int i) {
    String id = "m" + i;
    String call = "call_" + i / 4;
    return switch (i % 4) {
      case 0 -> Message.user(id, i, new Content.Text(SENTENCE.repeat(3)));
      case 1 -> Message.assistant(id, i, new Content.ToolRequest(call, shell()));
      case 2 -> Message.user(id, i, new Content.ToolResponse(call, result()));
      default -> Message.assistant(id, i, new Content.Text(SENTENCE.repeat(5)));
    };
  }

  private static Outcome<ToolCall> shell() {
    return new Outcome.Success<>(
        new ToolCall("shell", JsonObject.of("command", Json.of("grep -rn words ."))));
  }

  private static Outcome<ToolResult> result() {
    return new Outcome.Success<>(ToolResult.text(SENTENCE.repeat(10)));
  }
}
