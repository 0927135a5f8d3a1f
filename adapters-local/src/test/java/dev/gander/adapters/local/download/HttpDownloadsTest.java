package dev.gander.adapters.local.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.adapters.local.FakeHub;
import dev.gander.adapters.local.hub.HubRequests;
import dev.gander.adapters.local.hub.HubSettings;
import dev.gander.connections.Connections;
import dev.gander.domain.download.Download;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.DownloadRunning;
import dev.gander.domain.download.DownloadStatus;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.download.NotEnoughSpace;
import dev.gander.domain.download.RemoteFile;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.process.ChildRecords;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.localmodel.FileDownloadsContract;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDownloadsTest implements FileDownloadsContract {
  private static final byte[] MODEL = FakeHub.content(3_000_000);
  private static final Limits QUICK =
      new Limits(Duration.ofMillis(1), Duration.ofMillis(4), 4, Duration.ofSeconds(20), 1000, 4);

  @TempDir Path folder;
  @TempDir Path state;
  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final Set<Path> locked = ConcurrentHashMap.newKeySet();
  private FakeHub hub;
  private FakeHub other;
  private HttpDownloads downloads;

  @BeforeEach
  void start() throws IOException {
    hub = new FakeHub();
    other = new FakeHub();
    settings.put("HF_ENDPOINT", Json.of(hub.address().toString()));
    downloads = made(Disk::ofSystem, QUICK);
  }

  @AfterEach
  void stop() {
    downloads.close();
    hub.close();
    other.close();
  }

  private HttpDownloads made(Disk disk, Limits limits) {
    return made(disk, limits, Long.MAX_VALUE);
  }

  /// @param large the size from which on a program computes the digest
  private HttpDownloads made(Disk disk, Limits limits, long large) {
    return new HttpDownloads(
        new FileTransfer.Means(
            this::lock,
            new HubRequests(new Connections(), new HubSettings(settings, secrets, Map.of())),
            disk,
            limits,
            new Digests(ChildRecords.in(state), large)));
  }

  private Optional<Closeable> lock(Path file) {
    return locked.add(file) ? Optional.of(() -> locked.remove(file)) : Optional.empty();
  }

  @Override
  public FileDownloads downloads() {
    return downloads;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Optional<byte[]> target(Path target) throws IOException {
    return Files.exists(target) ? Optional.of(Files.readAllBytes(target)) : Optional.empty();
  }

  @Override
  public URI offered(String name, byte[] content) {
    return hub.file("/" + name, content);
  }

  @Override
  public URI held(String name, byte[] content) {
    return hub.held("/held/" + name, content, content.length / 2);
  }

  @Override
  public void letGo() {
    hub.letGo();
  }

  @Override
  public URI missing() {
    return hub.address().resolve("/missing");
  }

  private Path model() {
    return folder.resolve("model.gguf");
  }

  private void assertWhole() throws IOException {
    assertArrayEquals(MODEL, Files.readAllBytes(model()));
    assertEquals(List.of("model.gguf"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private DownloadProgress download(RemoteFile file) throws InterruptedException {
    downloads.start(new Download("m", List.of(file), () -> {}));
    return end();
  }

  private DownloadProgress end() throws InterruptedException {
    Eventually.holds(() -> !downloads.progress("m").orElseThrow().isRunning());
    return downloads.progress("m").orElseThrow();
  }

  private RemoteFile known(URI address) {
    return new RemoteFile(address, model(), MODEL.length, sha256(MODEL));
  }

  @Test
  void brokenConnectionIsContinuedWhereItEnded() throws Exception {
    AtomicInteger times = new AtomicInteger();
    URI address =
        hub.at(
            "/m",
            exchange -> {
              boolean get = exchange.getRequestMethod().equals("GET");
              int until =
                  get && times.incrementAndGet() < 3 ? 1_000_000 * times.get() : MODEL.length;
              FakeHub.send(exchange, MODEL, until);
            });

    assertEquals(DownloadStatus.COMPLETED, download(known(address)).status());

    assertWhole();
    List<String> ranges = hub.asked("GET").stream().map(one -> one.header("range")).toList();
    assertEquals(3, ranges.size());
    assertEquals("", ranges.getFirst());
    assertTrue(begin(ranges.get(1)) > 900_000, ranges.toString());
    assertTrue(begin(ranges.get(2)) > 1_900_000, ranges.toString());
  }

  private static long begin(String range) {
    return Long.parseLong(range.substring("bytes=".length(), range.length() - 1));
  }

  @Test
  void partOfAnEarlierServerIsContinued() throws Exception {
    Files.write(folder.resolve("model.gguf.part"), Arrays.copyOf(MODEL, 2_500_000));

    download(known(hub.file("/m", MODEL)));

    assertWhole();
    assertEquals("bytes=2500000-", hub.asked("GET").getFirst().header("range"));
  }

  @Test
  void partOfAnotherFileCostsOneMoreAttempt() throws Exception {
    Files.write(
        folder.resolve("model.gguf.part"), Arrays.copyOf(FakeHub.changed(MODEL), 2_000_000));

    assertEquals(DownloadStatus.COMPLETED, download(known(hub.file("/m", MODEL))).status());

    assertWhole();
  }

  @Test
  void partIsNotTrustedWithoutADigest() throws Exception {
    Files.write(
        folder.resolve("model.gguf.part"), Arrays.copyOf(FakeHub.changed(MODEL), 2_000_000));

    download(RemoteFile.of(hub.file("/m", MODEL), model()));

    assertWhole();
    assertEquals("", hub.asked("GET").getFirst().header("range"));
  }

  @Test
  void serverThatKnowsNoRangesSendsAllAgain() throws Exception {
    Files.write(folder.resolve("model.gguf.part"), Arrays.copyOf(MODEL, 2_000_000));
    URI address =
        hub.at(
            "/m",
            exchange -> {
              exchange.sendResponseHeaders(
                  200, exchange.getRequestMethod().equals("HEAD") ? -1 : MODEL.length);
              exchange.getResponseBody().write(MODEL);
            });

    assertEquals(DownloadStatus.COMPLETED, download(known(address)).status());

    assertWhole();
  }

  @Test
  void largeFileIsDigestedInAProgramOfItsOwn() throws Exception {
    downloads = made(Disk::ofSystem, QUICK, 1);
    Files.write(folder.resolve("model.gguf.part"), Arrays.copyOf(FakeHub.changed(MODEL), 500_000));
    AtomicInteger times = new AtomicInteger();
    URI address =
        hub.at(
            "/m",
            exchange -> {
              boolean first =
                  exchange.getRequestMethod().equals("GET") && times.incrementAndGet() == 1;
              FakeHub.send(exchange, MODEL, first ? 2_000_000 : MODEL.length);
            });

    assertEquals(DownloadStatus.COMPLETED, download(known(address)).status());

    assertWhole();
    RemoteFile wrong = known(hub.file("/wrong", FakeHub.changed(MODEL)));
    Files.delete(model());
    assertTrue(String.valueOf(download(wrong).error()).contains("SHA-256"));
    assertEquals(List.of(), names());
    Eventually.holds(() -> digestPrograms() == 0);
  }

  private static long digestPrograms() {
    return ProcessHandle.current()
        .descendants()
        .filter(it -> it.info().commandLine().orElse("").contains("DigestProgram"))
        .count();
  }

  @Test
  void digestOfTheHubIsCheckedBehindItsRedirect() throws Exception {
    URI elsewhere = other.file("/storage", FakeHub.changed(MODEL));
    URI address = hub.at("/m", exchange -> describe(exchange, elsewhere, sha256(MODEL)));

    DownloadProgress end = download(RemoteFile.of(address, model()));

    assertEquals(DownloadStatus.FAILED, end.status());
    assertTrue(String.valueOf(end.error()).contains("SHA-256"), end.error());
    assertEquals(List.of(), names());
  }

  @Test
  void tokenStaysWithTheHub() throws Exception {
    secrets.put("HF_TOKEN", Json.of("hf_secret"));
    URI elsewhere = other.file("/storage", MODEL);
    URI address = hub.at("/m", exchange -> describe(exchange, elsewhere, sha256(MODEL)));

    assertEquals(DownloadStatus.COMPLETED, download(RemoteFile.of(address, model())).status());

    assertWhole();
    assertEquals(2, hub.asked().size());
    hub.asked().forEach(one -> assertEquals("Bearer hf_secret", one.header("authorization")));
    other.asked().forEach(one -> assertEquals("", one.header("authorization")));
  }

  @Test
  void tokenDoesNotGoToOtherServersThatAreAskedFirst() throws Exception {
    secrets.put("HF_TOKEN", Json.of("hf_secret"));
    URI back = hub.file("/m", MODEL);
    URI address =
        other.at(
            "/m",
            exchange -> {
              exchange.getResponseHeaders().set("location", back.toString());
              exchange.sendResponseHeaders(307, -1);
            });

    assertEquals(DownloadStatus.COMPLETED, download(RemoteFile.of(address, model())).status());

    other.asked().forEach(one -> assertEquals("", one.header("authorization")));
  }

  private static void describe(
      com.sun.net.httpserver.HttpExchange exchange, URI elsewhere, String digest)
      throws IOException {
    exchange.getResponseHeaders().set("location", elsewhere.toString());
    exchange.getResponseHeaders().set("x-linked-size", "" + MODEL.length);
    exchange.getResponseHeaders().set("x-linked-etag", "\"" + digest + "\"");
    exchange.sendResponseHeaders(302, -1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/m", "http://", "::", ""})
  void redirectToNowhereIsNotFollowed(String location) throws Exception {
    URI address =
        hub.at(
            "/m",
            exchange -> {
              exchange.getResponseHeaders().set("location", location);
              exchange.sendResponseHeaders(302, -1);
            });

    DownloadProgress end = download(RemoteFile.of(address, model()));

    assertEquals("127.0.0.1 redirects to an address that cannot be used", end.error());
    assertEquals(1, hub.asked().size());
  }

  @Test
  void circleOfRedirectsEnds() throws Exception {
    URI address =
        hub.at(
            "/m",
            exchange -> {
              exchange.getResponseHeaders().set("location", "/m");
              exchange.sendResponseHeaders(301, -1);
            });

    assertEquals(
        "127.0.0.1 redirects in circles", download(RemoteFile.of(address, model())).error());
  }

  @ParameterizedTest
  @CsvSource({
    "401, HF_TOKEN",
    "403, HF_TOKEN",
    "404, does not have it",
    "400, refuses",
  })
  void refusalIsNotRetried(int status, String words) throws Exception {
    DownloadProgress end = download(RemoteFile.of(hub.refusing("/m", status), model()));

    assertTrue(String.valueOf(end.error()).contains(words), end.error());
    assertTrue(String.valueOf(end.error()).contains("HTTP " + status), end.error());
    assertEquals(1, hub.asked().size());
    assertEquals(List.of(), names());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void serverThatCannotNowIsAskedAgain(int status) throws Exception {
    AtomicInteger times = new AtomicInteger();
    URI address =
        hub.at(
            "/m",
            exchange -> {
              if (times.incrementAndGet() % 3 != 0) {
                exchange.getResponseHeaders().set("retry-after", "0");
                exchange.sendResponseHeaders(status, -1);
              } else {
                FakeHub.send(exchange, MODEL, MODEL.length);
              }
            });

    assertEquals(DownloadStatus.COMPLETED, download(known(address)).status());
    assertWhole();
  }

  @Test
  void serverIsNotAskedForEver() throws Exception {
    DownloadProgress end = download(RemoteFile.of(hub.refusing("/m", 429), model()));

    assertEquals("127.0.0.1 asks for fewer requests (HTTP 429)", end.error());
    assertEquals(QUICK.attempts(), hub.asked().size());
  }

  @Test
  void waitThatTheServerAsksForIsObserved() throws Exception {
    URI address =
        hub.at(
            "/m",
            exchange -> {
              exchange.getResponseHeaders().set("retry-after", "300");
              exchange.sendResponseHeaders(429, -1);
            });
    downloads.start(new Download("m", List.of(RemoteFile.of(address, model())), () -> {}));
    Eventually.holds(() -> hub.asked().size() == 1);

    // The pause ends with the cancel, and with nothing before.
    assertTrue(downloads.cancel("m"));

    assertEquals(DownloadStatus.CANCELLED, end().status());
    assertEquals(1, hub.asked().size());
  }

  @Test
  void webPageIsNotTheFile() throws Exception {
    URI address =
        hub.at("/m", exchange -> FakeHub.sendText(exchange, "text/html; charset=utf-8", "<html>"));

    DownloadProgress end = download(RemoteFile.of(address, model()));

    assertTrue(String.valueOf(end.error()).contains("web page"), end.error());
    assertEquals(List.of(), names());
  }

  @Test
  void webPageBehindTheDescriptionIsNotTheFile() throws Exception {
    URI page = other.at("/m", exchange -> FakeHub.sendText(exchange, "text/html", "<html>"));
    URI address = hub.at("/m", exchange -> describe(exchange, page, sha256(MODEL)));

    DownloadProgress end = download(RemoteFile.of(address, model()));

    assertTrue(String.valueOf(end.error()).contains("web page"), end.error());
    assertEquals(List.of(), names());
  }

  @Test
  void serverThatSendsAlmostNothingIsGivenUp() throws Exception {
    downloads =
        made(
            Disk::ofSystem,
            new Limits(
                Duration.ofMillis(1), Duration.ofMillis(1), 2, Duration.ofSeconds(2), 1000, 4));
    URI address = hub.held("/m", MODEL, 10);

    DownloadProgress end = download(known(address));

    assertTrue(String.valueOf(end.error()).contains("sends almost nothing"), end.error());
    assertEquals(2, hub.asked("GET").size());
    assertEquals("bytes=10-", hub.asked("GET").getLast().header("range"));
  }

  @Test
  void serverThatSendsMoreThanTheFileIsStopped() throws Exception {
    URI address =
        hub.at(
            "/m",
            exchange -> {
              if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(405, -1);
                return;
              }
              exchange.sendResponseHeaders(200, 0);
              OutputStream body = exchange.getResponseBody();
              while (true) {
                body.write(MODEL);
              }
            });

    DownloadProgress end = download(known(address));

    assertTrue(String.valueOf(end.error()).contains("more than the 3000000 bytes"), end.error());
    assertTrue(Files.size(folder.resolve("model.gguf.part")) <= MODEL.length);
  }

  @Test
  void fileOfUnknownLengthEndsWithItsConnection() throws Exception {
    URI address =
        hub.at(
            "/m",
            exchange -> {
              if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(501, -1);
                return;
              }
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(MODEL);
            });

    DownloadProgress end = download(RemoteFile.of(address, model()));

    assertEquals(DownloadStatus.COMPLETED, end.status());
    assertEquals(MODEL.length, end.total());
    assertWhole();
  }

  @Test
  void fileThatHasChangedInTheHubIsNotFetched() throws Exception {
    URI address = hub.file("/m", MODEL);

    DownloadProgress end = download(new RemoteFile(address, model(), 5, null));

    assertTrue(String.valueOf(end.error()).contains("look it up again"), end.error());
    assertEquals(List.of(), hub.asked("GET"));
  }

  @Test
  void shardsComeSideBySide() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    List<RemoteFile> shards =
        Stream.of("1", "2")
            .map(
                name ->
                    RemoteFile.of(
                        hub.at(
                            "/" + name,
                            exchange -> {
                              if (exchange.getRequestMethod().equals("GET")) {
                                both.countDown();
                                both.await();
                              }
                              FakeHub.send(exchange, MODEL, MODEL.length);
                            }),
                        folder.resolve(name)))
            .toList();
    downloads.start(new Download("m", shards, () -> {}));

    assertEquals(2L * MODEL.length, end().downloaded());
  }

  @Test
  void oneShardThatFailsEndsTheOthersWhichKeepTheirParts() throws Exception {
    RemoteFile held =
        new RemoteFile(
            hub.held("/1", MODEL, 2_000_000), folder.resolve("1"), MODEL.length, sha256(MODEL));
    RemoteFile bad =
        RemoteFile.of(
            hub.at(
                "/2",
                exchange -> {
                  if (exchange.getRequestMethod().equals("GET")) {
                    Path part = folder.resolve("1.part");
                    Eventually.holds(() -> Files.exists(part) && Files.size(part) > 0);
                    exchange.sendResponseHeaders(404, -1);
                  } else {
                    exchange.sendResponseHeaders(405, -1);
                  }
                }),
            folder.resolve("2"));

    downloads.start(new Download("m", List.of(held, bad), () -> {}));

    assertEquals("127.0.0.1 does not have it (HTTP 404)", end().error());
    assertTrue(downloads.isBegun(folder.resolve("1")));
  }

  @Test
  void spaceIsCheckedBeforeAnythingIsWritten() throws Exception {
    downloads = made(_ -> 2_000_000, QUICK);
    URI address = hub.file("/m", MODEL);

    NotEnoughSpace told = assertThrows(NotEnoughSpace.class, () -> download(known(address)));
    assertTrue(told.text().contains("3 MB are needed, 2 MB are free"), told.text());
    assertEquals(told.text(), download(RemoteFile.of(address, model())).error());

    assertEquals(List.of(), names());
    assertEquals(List.of(), hub.asked("GET"));
  }

  @Test
  void diskThatFillsUpEndsTheDownloadBeforeItIsFull() throws Exception {
    Path part = folder.resolve("model.gguf.part");
    downloads = made(_ -> Files.exists(part) && Files.size(part) > 0 ? -1 : 1_000_000_000, QUICK);

    DownloadProgress end = download(known(hub.held("/m", MODEL, 1_000_000)));

    assertTrue(String.valueOf(end.error()).contains("nearly full"), end.error());
    assertTrue(downloads.isBegun(model()));
  }

  @Test
  void fullDiskGetsItsSpaceBack() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "needs a disk that is always full");
    Files.createSymbolicLink(folder.resolve("model.gguf.part"), Path.of("/dev/full"));

    DownloadProgress end = download(RemoteFile.of(hub.file("/m", MODEL), model()));

    assertTrue(String.valueOf(end.error()).contains("the disk is full"), end.error());
    assertEquals(List.of(), names());
  }

  @Test
  void diskThatFailsToFlushSpoilsTheFile() throws Exception {
    byte[] large = FakeHub.content((int) EarlyFlush.STEP + 1);
    downloads =
        made(
            new Disk() {
              @Override
              public long usable(Path place) {
                return Long.MAX_VALUE;
              }

              @Override
              public void flush(FileChannel file) throws IOException {
                throw new IOException("Disk quota exceeded");
              }
            },
            QUICK);

    DownloadProgress end = download(RemoteFile.of(hub.file("/m", large), model()));

    assertTrue(String.valueOf(end.error()).contains("Disk quota exceeded"), end.error());
    assertEquals(List.of(), names());
  }

  @Test
  void fileThatAnotherServerWritesIsLeftAlone() throws Exception {
    locked.add(folder.resolve("b.part.lock"));
    RemoteFile free = RemoteFile.of(hub.file("/m", MODEL), folder.resolve("a"));
    RemoteFile taken = RemoteFile.of(hub.file("/m", MODEL), folder.resolve("b"));

    assertThrows(
        DownloadRunning.class,
        () -> downloads.start(new Download("m", List.of(free, taken), () -> {})));

    assertEquals(Set.of(folder.resolve("b.part.lock")), locked);
    assertEquals(Optional.empty(), downloads.progress("m"));
    assertFalse(downloads.discard(folder.resolve("b")));
    assertEquals(List.of(), hub.asked());
  }

  @Test
  void nothingIsLookedUpOffline() throws Exception {
    settings.put("GANDER_OFFLINE", Json.of(1));
    RemoteFile file = known(hub.file("/m", MODEL));

    Unavailable told = assertThrows(Unavailable.class, () -> download(file));

    assertTrue(told.text().contains("GANDER_OFFLINE"), told.text());
    assertEquals(List.of(), hub.asked());
    Files.write(model(), MODEL);
    assertEquals(DownloadStatus.COMPLETED, download(file).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hub.example", "file:///tmp", "https://", "not an address", "http://a/?q"})
  void addressOfTheHubMustBeOne(String endpoint) {
    settings.put("HF_ENDPOINT", Json.of(endpoint));

    assertThrows(Unavailable.class, () -> downloads.addressInHub("a/b", "c"));
  }

  @Test
  void hubMayBeBelowAPath() {
    settings.put("HF_ENDPOINT", Json.of(" https://mirror.example/hub/ "));

    assertEquals(
        URI.create("https://mirror.example/hub/a/b/resolve/main/c.gguf"),
        downloads.addressInHub("a/b", "c.gguf"));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
