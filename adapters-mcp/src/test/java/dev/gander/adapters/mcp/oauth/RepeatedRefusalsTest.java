package dev.gander.adapters.mcp.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.mcp.oauth.PlayedServer.Said;
import dev.gander.adapters.mcp.wire.ServerAccess;
import dev.gander.domain.error.ExtensionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that says 401 whatever it gets opens the browser once.
@Timeout(60)
class RepeatedRefusalsTest extends LoginFixture {
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  @Test
  void aServerThatRefusesEachNewTokenDoesNotAskInOtherSessionsEither() throws Exception {
    server.at("/token", Said.json(200, "{\"access_token\":\"never good enough\"}"));
    Logins logins = logins();
    ServerAccess first = logins.accessTo("crm", resource());
    first.prepare();
    assertTrue(refuse(first, 401));
    assertFalse(refuse(first, 401));

    for (int session = 0; session < 3; session++) {
      clock.advance(Duration.ofHours(1));
      ServerAccess next = logins.accessTo("crm", resource());
      next.prepare();
      assertThrows(ExtensionException.class, () -> refuse(next, 401));
      assertThrows(ExtensionException.class, () -> refuse(first, 401));
    }
    assertEquals(1, user.pages());

    logins.login("crm", resource());
    assertEquals(2, user.pages());
    ServerAccess afterwards = logins.accessTo("crm", resource());
    clock.advance(A_WHILE);
    afterwards.prepare();
    assertTrue(refuse(afterwards, 401), "the user has asked for it");
    assertEquals(3, user.pages());
  }

  @Test
  void aTokenThatWorksOnlyBrieflyIsNotFollowedByQuestions() throws Exception {
    server.at("/token", Said.json(200, "{\"access_token\":\"brief\",\"expires_in\":1}"));
    ServerAccess access = loggedIn();
    for (int i = 0; i < 5; i++) {
      clock.advance(A_WHILE);
      access.prepare();
      var e = assertThrows(ExtensionException.class, () -> refuse(access, 401));
      assertTrue(e.text().contains("not asked again by itself"), e.text());
    }
    assertEquals(1, user.pages());

    clock.advance(Duration.ofHours(1));
    access.prepare();
    assertTrue(refuse(access, 401), "who works all day logs in again");
    assertEquals(2, user.pages());
  }

  @Test
  void aUserWhoRefusedIsAskedByAnotherSessionOnly() throws Exception {
    user = PlayedUser.whoRefuses();
    Logins logins = logins();
    ServerAccess session = logins.accessTo("crm", resource());
    session.prepare();
    for (int i = 0; i < 3; i++) {
      assertThrows(ExtensionException.class, () -> refuse(session, 401));
    }
    assertEquals(1, user.pages());

    ServerAccess other = logins.accessTo("crm", resource());
    other.prepare();
    assertThrows(ExtensionException.class, () -> refuse(other, 401));
    assertEquals(2, user.pages());
  }
}
