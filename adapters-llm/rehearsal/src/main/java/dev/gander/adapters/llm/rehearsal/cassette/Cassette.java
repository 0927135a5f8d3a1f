package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.adapters.llm.rehearsal.cassette.CassetteLines.Place;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A cassette that is being played. Only the positions of its answers are kept in memory. Any
/// thread.
final class Cassette {
  private static final System.Logger LOG = System.getLogger(Cassette.class.getName());

  /// The answers to one request in the order of recording, and how many were played.
  private record Track(List<Place> places, AtomicInteger played) {
    private Track() {
      this(new ArrayList<>(), new AtomicInteger());
    }

    /// Starts over after the last one, so that a test may run twice against one server.
    private Place next() {
      return places.get(Math.floorMod(played.getAndIncrement(), places.size()));
    }
  }

  /// Shows whether a file has changed.
  record State(Path file, long size, FileTime changed) {
    static State of(Path file) throws IOException {
      return new State(file, Files.size(file), Files.getLastModifiedTime(file));
    }
  }

  private final State state;
  private final Map<RequestKey, Track> tracks = new HashMap<>();
  private final Set<String> models = new LinkedHashSet<>();
  private final RecordedService service;

  private Cassette(State state) throws IOException {
    this.state = state;
    RecordedService first = null;
    try (CassetteLines lines = new CassetteLines(Files.newInputStream(state.file()))) {
      while (lines.advance()) {
        Optional<Exchange> exchange = exchange(lines);
        exchange.ifPresent(found -> add(found, lines.place()));
        first = first == null ? exchange.map(Exchange::service).orElse(null) : first;
      }
    }
    if (first == null) {
      throw problem(state.file(), "it holds no recorded answer");
    }
    service = first;
  }

  /// Opens a cassette, or returns the open one if the file has not changed.
  ///
  /// @throws ProviderException if it cannot be read or is not a cassette; the message explains why
  static Cassette open(Path file, Optional<Cassette> open) {
    try {
      State now = State.of(file);
      if (Files.isDirectory(file)) {
        throw problem(file, "it is a folder");
      }
      Optional<Cassette> same = open.filter(cassette -> cassette.state.equals(now));
      return same.isPresent() ? same.get() : new Cassette(now);
    } catch (NoSuchFileException _) {
      throw problem(file, "there is no such file");
    } catch (CassetteLines.TooLong e) {
      throw problem(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new ProviderException.ExecutionError(place(file) + " cannot be read: " + e, e);
    }
  }

  /// A line that is not JSON was cut off when its writer was killed; only that line is lost.
  private Optional<Exchange> exchange(CassetteLines lines) {
    byte[] line = lines.bytes();
    if (line.length == 0) {
      return Optional.empty();
    }
    try {
      Json json = JsonText.parse(line);
      return Optional.of(ExchangeJson.read(json));
    } catch (JsonSyntaxException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: line {1} is left out, which is no JSON: {2}",
          state.file(),
          lines.place().number(),
          e.text());
      return Optional.empty();
    } catch (InvalidShape e) {
      throw problem(
          state.file(), "line " + lines.place().number() + " cannot be understood: " + e.text());
    }
  }

  private void add(Exchange exchange, Place place) {
    RequestKey key = RequestKey.of(exchange.request());
    models.add(key.model());
    for (RequestKey name : List.of(key, key.forAnyModel())) {
      tracks.computeIfAbsent(name, _ -> new Track()).places().add(place);
    }
  }

  RecordedService service() {
    return service;
  }

  /// The requested models, in the order of their first request.
  List<String> models() {
    return List.copyOf(models);
  }

  /// The next answer to a request.
  ///
  /// @throws ProviderException if it was not recorded; the message describes the nearest recording
  Exchange next(ProviderRequest request) {
    RequestKey key = RequestKey.of(request);
    Track track = tracks.get(key);
    if (track == null) {
      throw problem(
          state.file(),
          "it has no answer to this request: "
              + RequestWords.of(request)
              + ". "
              + new NearestRecording(tracks.keySet()).to(key));
    }
    return read(track.next());
  }

  private Exchange read(Place place) {
    ByteBuffer line = ByteBuffer.allocate(place.length());
    try (SeekableByteChannel channel = Files.newByteChannel(state.file())) {
      channel.position(place.start());
      while (line.hasRemaining() && channel.read(line) >= 0) {
        // A read may return less than requested.
      }
      return ExchangeJson.read(JsonText.parse(line.array()));
    } catch (IOException | JsonSyntaxException | InvalidShape e) {
      throw new ProviderException.ExecutionError(
          place(state.file()) + " was changed while it was played: " + e, e);
    }
  }

  private static ProviderException problem(Path file, String problem) {
    return new ProviderException.ExecutionError(place(file) + ": " + problem, null);
  }

  private static String place(Path file) {
    return "The recording " + file;
  }
}
