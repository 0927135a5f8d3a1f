package dev.gander.adapters.llm.azure;

import dev.gander.adapters.llm.http.Bearer;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The token of the account that the user has signed in to with `az login`. The program takes a
/// second or more, so that its token is kept until shortly before its end. Any thread.
final class AzureCli implements Bearer {
  private static final List<String> ARGUMENTS =
      List.of(
          "account",
          "get-access-token",
          "--resource",
          "https://cognitiveservices.azure.com",
          "--output",
          "json");
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration AFTER_THE_END = Duration.ofSeconds(5);
  private static final int LONGEST_OUTPUT = 64 * 1024;
  private static final int LONGEST_REASON = 500;

  private record Token(String text, Instant end) {}

  private final List<String> command;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token token;

  AzureCli(List<String> program, Clock clock) {
    this.command = Stream.concat(program.stream(), ARGUMENTS.stream()).toList();
    this.clock = clock;
  }

  /// @param osName the system property `os.name`
  static List<String> command(String osName) {
    return osName.toLowerCase(Locale.ROOT).startsWith("windows")
        ? List.of("cmd", "/c", "az")
        : List.of("az");
  }

  @Override
  public String token() throws InterruptedException {
    return tokenOtherThan(null);
  }

  @Override
  public String insteadOf(String refused) throws InterruptedException {
    return tokenOtherThan(refused);
  }

  private String tokenOtherThan(@Nullable String refused) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Token known = token;
      if (known == null
          || known.text.equals(refused)
          || !clock.instant().isBefore(known.end.minus(MARGIN))) {
        known = read(run());
        token = known;
      }
      return known.text;
    } finally {
      lock.unlock();
    }
  }

  private String run() throws InterruptedException {
    Process process = start();
    try {
      FutureTask<String> said = reading(process.getInputStream());
      FutureTask<String> complaint = reading(process.getErrorStream());
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw failed("it does not come to an end");
      }
      if (process.exitValue() != 0) {
        throw failed(complaint.get(AFTER_THE_END.toSeconds(), TimeUnit.SECONDS).strip());
      }
      return said.get(AFTER_THE_END.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failed("what it said cannot be read");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start() {
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new ProviderException.ExecutionError(
          "The Azure CLI cannot be started: install it and sign in with `az login`, or set"
              + " AZURE_OPENAI_API_KEY",
          e);
    }
  }

  private static FutureTask<String> reading(InputStream in) {
    FutureTask<String> task =
        new FutureTask<>(() -> new String(in.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8));
    Thread.ofVirtual().name("azure-cli").start(task);
    return task;
  }

  private static ProviderException failed(String reason) {
    String told = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    return new ProviderException.Authentication(
        "The Azure CLI gives no token: " + told + ". Sign in with `az login`.");
  }

  /// What it said holds the token and stays out of messages.
  private Token read(String output) {
    try {
      if (JsonText.parse(output) instanceof JsonObject json) {
        return json.text("accessToken")
            .map(text -> new Token(text, end(json).orElseGet(clock::instant)))
            .orElseThrow(() -> failed("its answer has none"));
      }
    } catch (JsonSyntaxException _) {
      // Told below.
    }
    throw failed("its answer is no JSON object");
  }

  /// Versions before 2.54 know only the local time.
  private static Optional<Instant> end(JsonObject json) {
    return switch (json.get("expires_on")) {
      case JsonNumber seconds -> Optional.of(Instant.ofEpochSecond((long) seconds.doubleValue()));
      case JsonString(String seconds) when seconds.matches("[0-9]{1,12}") ->
          Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
      case null, default -> json.text("expiresOn").flatMap(AzureCli::localTime);
    };
  }

  private static Optional<Instant> localTime(String text) {
    try {
      return Optional.of(
          LocalDateTime.parse(text.replace(' ', 'T')).atZone(ZoneId.systemDefault()).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
