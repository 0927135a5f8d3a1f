package dev.gander.adapters.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AppGuestsTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final AppGuests guests = new AppGuests(now::get);

  @Test
  void aGuestIsTakenOnce() {
    AppGuests.Ticket ticket = guests.add("<p>", "p");

    assertEquals(Optional.of(new AppGuests.Page("<p>", "p")), guests.take(ticket.nonce()));
    assertEquals(Optional.empty(), guests.take(ticket.nonce()));
    assertFalse(guests.admits(ticket.nonce(), ticket.secret()));
  }

  @Test
  void aSecretIsGoodForOneGuest() {
    AppGuests.Ticket one = guests.add("1", "p");
    AppGuests.Ticket other = guests.add("2", "p");

    assertTrue(guests.admits(one.nonce(), one.secret()));
    assertFalse(guests.admits(one.nonce(), other.secret()));
    assertFalse(guests.admits(one.nonce(), one.nonce()));
    assertFalse(guests.admits("none", one.secret()));
    assertTrue(guests.take(one.nonce()).isPresent());
  }

  @Test
  void aGuestWaitsFiveMinutes() {
    AppGuests.Ticket ticket = guests.add("x", "p");
    now.addAndGet(Duration.ofMinutes(5).toNanos());
    assertTrue(guests.admits(ticket.nonce(), ticket.secret()));

    now.addAndGet(1);
    assertEquals(Optional.empty(), guests.take(ticket.nonce()));
  }

  @Test
  void theOldestGuestsGoWhenThereAreTooMany() {
    List<String> nonces = new ArrayList<>();
    for (int i = 0; i <= AppGuests.MOST; i++) {
      nonces.add(guests.add("" + i, "p").nonce());
    }

    assertEquals(Optional.empty(), guests.take(nonces.getFirst()));
    assertTrue(guests.take(nonces.get(1)).isPresent());
    assertTrue(guests.take(nonces.getLast()).isPresent());
  }

  @Test
  void theOldestGuestsGoWhenTheyAreTooLong() {
    String half = "x".repeat((int) (AppGuests.MOST_CHARS / 2));
    String first = guests.add(half, "p").nonce();
    String second = guests.add(half, "p").nonce();
    String third = guests.add("y", "p").nonce();

    assertEquals(Optional.empty(), guests.take(first));
    assertTrue(guests.take(second).isPresent());
    assertTrue(guests.take(third).isPresent());
  }
}
