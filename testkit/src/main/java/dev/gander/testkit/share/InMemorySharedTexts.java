package dev.gander.testkit.share;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.share.SharedText;
import dev.gander.domain.share.SharedTexts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Places that are maps. Every place accepts what it gets, except those that a test marks; ids and
/// keys are counted up. A link is `memory:ID@PLACE,PLACE#KEY`.
public final class InMemorySharedTexts implements SharedTexts {
  /// The place for texts published without one.
  public static final String USUAL_PLACE = "usual";

  private static final Pattern LINK = Pattern.compile("memory:(\\w+)@(.*)#(\\w+)");

  private record Kept(String key, String text) {}

  private final Map<String, Map<String, Kept>> places = new ConcurrentHashMap<>();
  private final Set<String> dead = ConcurrentHashMap.newKeySet();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Semaphore askedInVain = new Semaphore(0);
  private final AtomicLong count = new AtomicLong();

  /// From now on, the place cannot be reached.
  public InMemorySharedTexts kill(String place) {
    dead.add(place);
    return this;
  }

  /// From now on, requests to the place wait until they are interrupted.
  public InMemorySharedTexts silence(String place) {
    silent.add(place);
    return this;
  }

  /// Waits until a silent place receives a request, once per request.
  public void awaitQuestion() throws InterruptedException {
    askedInVain.acquire();
  }

  /// A link as `publish` would create it.
  static String link(String id, List<String> places, String key) {
    return locator(id, places) + "#" + key;
  }

  private static String locator(String id, List<String> places) {
    return "memory:" + id + "@" + String.join(",", places);
  }

  @Override
  public SharedText publish(String text, List<String> given) throws InterruptedException {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("nothing to share");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new InvalidInput("too long to be shared");
    }
    List<String> to = given.isEmpty() ? List.of(USUAL_PLACE) : named(given);
    if (to.isEmpty()) {
      throw new InvalidInput("no place is named");
    }
    List<String> taking = answering(to);
    if (taking.isEmpty()) {
      throw new Unavailable("Nobody took it: " + unreachable(to));
    }
    long number = count.incrementAndGet();
    String id = "id" + number;
    String key = "key" + number;
    taking.forEach(place -> texts(place).put(id, new Kept(key, text)));
    return new SharedText(link(id, to, key), locator(id, to), id, to);
  }

  private static List<String> named(List<String> given) {
    return given.stream().map(String::strip).filter(place -> !place.isEmpty()).distinct().toList();
  }

  @Override
  public String fetch(String text) throws InterruptedException {
    Matcher link = LINK.matcher(text.strip());
    if (!link.matches()) {
      throw new InvalidInput("This is not a link to a shared text");
    }
    List<String> from = List.of(link.group(2).split(","));
    Kept kept = find(link.group(1), from);
    if (kept == null) {
      throw new InvalidInput("Nobody has it: " + unreachable(from));
    }
    if (!kept.key().equals(link.group(3))) {
      throw new InvalidInput("The key does not open it");
    }
    return kept.text();
  }

  private @Nullable Kept find(String id, List<String> from) throws InterruptedException {
    for (String place : answering(from)) {
      Kept kept = texts(place).get(id);
      if (kept != null) {
        return kept;
      }
    }
    return null;
  }

  private Map<String, Kept> texts(String place) {
    return places.computeIfAbsent(place, _ -> new ConcurrentHashMap<>());
  }

  private List<String> answering(List<String> all) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (all.stream().anyMatch(silent::contains)) {
      askedInVain.release();
      new CountDownLatch(1).await();
    }
    return all.stream().filter(place -> !dead.contains(place)).toList();
  }

  private static String unreachable(List<String> all) {
    return String.join(", ", all);
  }
}
