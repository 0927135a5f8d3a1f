package dev.gander.provider.kit.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerBodyTest {
  private static final CallLimits.Limit LONG = new CallLimits.Limit(Duration.ofMinutes(1), "LONG");

  private final AnswerBody body =
      new AnswerBody(new CallClock(new CallLimits(LONG, LONG, LONG, LONG, LONG)));
  private int requested;
  private int cancelled;

  private void subscribe() {
    body.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            requested += (int) count;
          }

          @Override
          public void cancel() {
            cancelled++;
          }
        });
  }

  private void arrive(String... buffers) {
    body.onNext(Stream.of(buffers).map(text -> ByteBuffer.wrap(text.getBytes(UTF_8))).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 100})
  void smallBuffersAreReadTogetherAndNoneTwice(int length) throws Exception {
    subscribe();
    arrive("ab", "", "c", "", "");
    arrive();
    arrive("", "defg");
    body.onComplete();
    byte[] target = new byte[length];
    StringBuilder read = new StringBuilder();
    for (int count = body.read(target, 0, length);
        count >= 0;
        count = body.read(target, 0, length)) {
      read.append(new String(target, 0, count, UTF_8));
    }
    assertEquals("abcdefg", read.toString());
    assertEquals(-1, body.read(target, 0, length));
    assertEquals(4, requested);
  }

  @Test
  void whatIsAtHandComesInOneRead() throws Exception {
    subscribe();
    arrive("ab", "", "c");
    assertEquals('a', body.peek());
    assertEquals(3, body.read(new byte[10], 2, 8));
  }

  @Test
  void onlyAReadThatHasToWaitIsAnnounced() throws Exception {
    subscribe();
    int[] waits = new int[1];
    body.beforeWaiting(
        () -> {
          waits[0]++;
          arrive("later");
        });
    arrive("ab");
    arrive("cd");
    byte[] target = new byte[10];
    assertEquals(2, body.read(target, 0, 10));
    assertEquals(2, body.read(target, 0, 10));
    assertEquals(0, waits[0]);
    assertEquals(5, body.read(target, 0, 10));
    assertEquals(1, waits[0]);
  }

  @Test
  void anAnswerThatHasEndedIsNotCancelled() {
    subscribe();
    arrive("ab");
    body.onComplete();
    body.drain(Duration.ofSeconds(1));
    assertEquals(0, cancelled);
  }

  @Test
  void anAnswerThatGoesOnIsCancelledWhenItIsClosed() {
    subscribe();
    body.onNext(List.of());
    body.close();
    assertEquals(1, cancelled);
  }
}
