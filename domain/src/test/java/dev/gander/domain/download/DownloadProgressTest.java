package dev.gander.domain.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DownloadProgressTest {
  private static DownloadProgress progress(long done, long total, @Nullable Long speed) {
    return new DownloadProgress("k", DownloadStatus.DOWNLOADING, done, total, speed, null);
  }

  @Test
  void percentIsOfTheWhole() {
    assertEquals(0, progress(5, 0, null).percent());
    assertEquals(33.333332f, progress(1, 3, null).percent());
    assertEquals(100, progress(4, 3, null).percent());
  }

  @Test
  void timeIsToldWhenSomethingCanBeSaid() {
    assertNull(progress(1, 10, null).secondsLeft());
    assertNull(progress(1, 10, 0L).secondsLeft());
    assertNull(progress(1, 0, 5L).secondsLeft());
    assertEquals(4, progress(2, 10, 2L).secondsLeft());
    assertEquals(0, progress(12, 10, 2L).secondsLeft());
  }

  @Test
  void formHasAllMembers() {
    assertEquals(
        "{\"model_id\":\"k\",\"status\":\"downloading\",\"bytes_downloaded\":2,\"total_bytes\":8,"
            + "\"progress_percent\":25.0,\"speed_bps\":3,\"eta_seconds\":2,\"error\":null}",
        DownloadProgressJson.write(progress(2, 8, 3L)).compact());
  }
}
