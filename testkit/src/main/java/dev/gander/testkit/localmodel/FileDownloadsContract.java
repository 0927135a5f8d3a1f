package dev.gander.testkit.localmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.download.Download;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.DownloadRunning;
import dev.gander.domain.download.DownloadStatus;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.download.RemoteFile;
import dev.gander.domain.error.InvalidInput;
import dev.gander.testkit.Eventually;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The contract of all [FileDownloads]. Nothing is downloaded yet.
public interface FileDownloadsContract {
  String TEXT = "the weights of a model, which are long";

  FileDownloads downloads();

  /// Where targets are.
  Path folder();

  /// The content of a target; empty if it does not exist.
  Optional<byte[]> target(Path target) throws Exception;

  /// An address at which there is this content.
  URI offered(String name, byte[] content);

  /// An address at which only the first half of this content comes, until [#letGo] is called.
  URI held(String name, byte[] content);

  void letGo();

  /// An address at which there is nothing.
  URI missing();

  @Test
  default void fileIsThereBeforeItsDownloadIsComplete() throws Exception {
    AtomicReference<Optional<DownloadStatus>> seen = new AtomicReference<>();
    Path target = folder().resolve("below/a.bin");
    RemoteFile file =
        new RemoteFile(offered("a", content()), target, content().length, digest(content()));

    downloads()
        .start(
            new Download(
                "a",
                List.of(file),
                () -> seen.set(downloads().progress("a").map(DownloadProgress::status))));

    DownloadProgress end = end("a");
    assertEquals(new DownloadProgress("a", DownloadStatus.COMPLETED, 38, 38, null, null), end);
    assertEquals(100, end.percent());
    assertEquals(Optional.of(DownloadStatus.DOWNLOADING), seen.get());
    assertEquals(TEXT, text(target));
    assertFalse(downloads().isBegun(target));
  }

  @Test
  default void severalFilesAreOneDownload() throws Exception {
    Path one = folder().resolve("1.bin");
    Path two = folder().resolve("2.bin");
    downloads()
        .start(
            new Download(
                "both",
                List.of(
                    RemoteFile.of(offered("one", content()), one),
                    RemoteFile.of(offered("two", content()), two)),
                () -> {}));

    assertEquals(2L * content().length, end("both").downloaded());
    assertEquals(text(one), text(two));
  }

  @Test
  default void completeFileIsNotFetchedAgain() throws Exception {
    Path target = folder().resolve("a.bin");
    start("a", RemoteFile.of(offered("a", content()), target));
    end("a");

    start("again", new RemoteFile(missing(), target, content().length, null));

    assertEquals(DownloadStatus.COMPLETED, end("again").status());
  }

  @Test
  default void nobodyKnowsADownloadThatWasNotStarted() throws Exception {
    assertEquals(Optional.empty(), downloads().progress("a"));
    assertFalse(downloads().cancel("a"));
    assertFalse(downloads().isBegun(folder().resolve("a.bin")));
    assertFalse(downloads().discard(folder().resolve("a.bin")));
  }

  @Test
  default void runningDownloadIsNotStartedTwice() throws Exception {
    Path target = folder().resolve("a.bin");
    RemoteFile file =
        new RemoteFile(held("a", content()), target, content().length, digest(content()));
    start("a", file);
    Eventually.holds(() -> progress("a").downloaded() > 0);

    assertThrows(DownloadRunning.class, () -> start("a", file));
    assertThrows(DownloadRunning.class, () -> start("the same file", file));
    assertFalse(downloads().discard(target));
    assertTrue(progress("a").isRunning());
    assertEquals(content().length, progress("a").total());

    letGo();
    assertEquals(DownloadStatus.COMPLETED, end("a").status());
  }

  @Test
  default void cancelledDownloadLeavesNothingAndCanBeStartedAgain() throws Exception {
    Path target = folder().resolve("a.bin");
    start("a", new RemoteFile(held("a", content()), target, content().length, null));
    Eventually.holds(() -> progress("a").downloaded() > 0);
    assertTrue(downloads().isBegun(target));

    assertTrue(downloads().cancel("a"));

    assertEquals(DownloadStatus.CANCELLED, progress("a").status());
    assertEquals(Optional.empty(), target(target));
    assertFalse(downloads().isBegun(target));
    letGo();
    start("a", RemoteFile.of(offered("b", content()), target));
    assertEquals(DownloadStatus.COMPLETED, end("a").status());
    assertTrue(downloads().cancel("a"));
    assertEquals(DownloadStatus.COMPLETED, progress("a").status());
  }

  @Test
  default void stoppedDownloadKeepsItsPart() throws Exception {
    Path target = folder().resolve("a.bin");
    RemoteFile file =
        new RemoteFile(held("a", content()), target, content().length, digest(content()));
    start("a", file);
    Eventually.holds(() -> progress("a").downloaded() > 0);

    downloads().close();

    Eventually.holds(() -> !progress("a").isRunning());
    assertTrue(downloads().isBegun(target));
    assertEquals(Optional.empty(), target(target));
    assertTrue(downloads().cancel("a"));
    assertEquals(DownloadStatus.CANCELLED, progress("a").status());
    assertFalse(downloads().isBegun(target));
  }

  @Test
  default void failureHasAReason() throws Exception {
    Path target = folder().resolve("a.bin");
    start("a", RemoteFile.of(missing(), target));

    DownloadProgress end = end("a");

    assertEquals(DownloadStatus.FAILED, end.status());
    assertNotNull(end.error());
    assertEquals(Optional.empty(), target(target));
    start("a", RemoteFile.of(offered("a", content()), target));
    assertNull(end("a").error());
  }

  @Test
  default void otherContentThanExpectedIsRemoved() throws Exception {
    Path target = folder().resolve("a.bin");
    byte[] other = content().clone();
    other[5] ^= 1;
    start("a", new RemoteFile(offered("a", other), target, content().length, digest(content())));

    assertEquals(DownloadStatus.FAILED, end("a").status());

    assertEquals(Optional.empty(), target(target));
    assertFalse(downloads().isBegun(target));
  }

  @Test
  default void whatFollowsTheDownloadMayFail() throws Exception {
    Path target = folder().resolve("a.bin");
    downloads()
        .start(
            new Download(
                "a",
                List.of(RemoteFile.of(offered("a", content()), target)),
                () -> {
                  throw new InvalidInput("not to be noted");
                }));

    DownloadProgress end = end("a");

    assertEquals(DownloadStatus.FAILED, end.status());
    assertEquals("not to be noted", end.error());
    assertTrue(target(target).isPresent());
  }

  @Test
  default void hubHasAddresses() {
    String address = downloads().addressInHub("maker/A Model", "a folder/é.bin").toString();

    assertTrue(address.endsWith("/maker/A%20Model/resolve/main/a%20folder/%C3%A9.bin"), address);
  }

  private static byte[] content() {
    return TEXT.getBytes(StandardCharsets.UTF_8);
  }

  private void start(String key, RemoteFile... files) {
    downloads().start(new Download(key, Arrays.asList(files), () -> {}));
  }

  private DownloadProgress progress(String key) {
    return downloads().progress(key).orElseThrow();
  }

  private DownloadProgress end(String key) throws InterruptedException {
    Eventually.holds(() -> !progress(key).isRunning());
    return progress(key);
  }

  private String text(Path target) throws Exception {
    return new String(target(target).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static String digest(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
