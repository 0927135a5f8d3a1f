package dev.gander.adapters.local.hub;

import dev.gander.adapters.local.hub.HubRequests.Asking;
import dev.gander.adapters.local.hub.HubRequests.Watch;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.HubRepository;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.domain.localmodel.RepositoryName;
import dev.gander.domain.localmodel.RepositoryNotFound;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The hub's own interface, as its web pages use it.
public final class HubModels implements ModelHub {
  private static final String FORMAT = "gguf";
  private static final int LONGEST_ANSWER = 32 << 20;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final HubRequests requests;
  private final Duration patience;

  public HubModels(HubRequests requests) {
    this(requests, Duration.ofSeconds(30));
  }

  /// @param patience for a whole answer
  HubModels(HubRequests requests, Duration patience) {
    this.requests = requests;
    this.patience = patience;
  }

  @Override
  public List<HubRepository> search(String words, int most) throws InterruptedException {
    String query =
        "search=%s&filter=%s&sort=downloads&direction=-1&limit=%d&full=true"
            .formatted(URLEncoder.encode(words, StandardCharsets.UTF_8), FORMAT, most);
    HubAnswer<byte[]> answer = ask(requests.inHub("/api/models", query));
    if (read(answer) instanceof JsonArray(List<Json> items)) {
      return items.stream().flatMap(item -> repository(item).stream()).limit(most).toList();
    }
    throw notUnderstood();
  }

  private static Optional<HubRepository> repository(Json json) {
    if (!(json instanceof JsonObject model)) {
      return Optional.empty();
    }
    try {
      RepositoryName name =
          RepositoryName.parse(model.text("id").or(() -> model.text("modelId")).orElse(""));
      return Optional.of(
          new HubRepository(
              name,
              model.text("author").orElse(name.author()),
              number(model, "downloads"),
              files(model).filter(file -> file.path().endsWith("." + FORMAT)).toList()));
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  @Override
  public List<HubFile> files(RepositoryName repository) throws InterruptedException {
    URI address = requests.inHub("/api/models/" + repository.text(), "blobs=true");
    HubAnswer<byte[]> answer = ask(address);
    if (answer.status() == 401 || answer.status() == 403 || answer.status() == 404) {
      throw notFound(repository, answer);
    }
    if (read(answer) instanceof JsonObject model && model.array("siblings").isPresent()) {
      return files(model).toList();
    }
    throw notUnderstood();
  }

  private static RepositoryNotFound notFound(RepositoryName repository, HubAnswer<?> answer) {
    try {
      answer.requireSuccess();
      return new RepositoryNotFound(repository, "no answer");
    } catch (HubFailure e) {
      return new RepositoryNotFound(repository, e.text());
    }
  }

  private static Stream<HubFile> files(JsonObject model) {
    return model.array("siblings").map(JsonArray::items).orElse(List.of()).stream()
        .flatMap(item -> item instanceof JsonObject file ? file(file).stream() : Stream.empty());
  }

  private static Optional<HubFile> file(JsonObject file) {
    JsonObject stored = file.object("lfs").orElse(JsonObject.EMPTY);
    String digest =
        stored
            .text("sha256")
            .or(() -> stored.text("oid"))
            .map(text -> text.replaceFirst("^sha256:", ""))
            .filter(SHA256.asMatchPredicate())
            .orElse(null);
    long size = number(file, "size");
    return file.text("rfilename")
        .map(path -> new HubFile(path, size > 0 ? size : number(stored, "size"), digest));
  }

  private static long number(JsonObject object, String name) {
    return object.get(name) instanceof JsonNumber number
        ? Math.max(0, number.integer().orElse(0))
        : 0;
  }

  private HubAnswer<byte[]> ask(URI address) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Watch watch =
        () -> {
          if (System.nanoTime() - end > 0) {
            throw HubFailure.passing(address.getHost() + " does not answer in time", null);
          }
        };
    try {
      return requests.send(
          Asking.get(address),
          BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER),
          watch);
    } catch (HubFailure e) {
      throw new Unavailable(e.text(), e);
    }
  }

  private static Json read(HubAnswer<byte[]> answer) {
    try {
      answer.requireSuccess();
      return JsonText.parse(answer.last().body());
    } catch (HubFailure e) {
      throw new Unavailable(e.text(), e);
    } catch (JsonSyntaxException _) {
      throw notUnderstood();
    }
  }

  private static Unavailable notUnderstood() {
    return new Unavailable(
        "the answer of the hub is not understood: is HF_ENDPOINT right, and is there no sign-in page"
            + " or proxy in between?");
  }
}
