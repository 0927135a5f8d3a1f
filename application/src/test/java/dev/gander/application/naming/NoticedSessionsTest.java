package dev.gander.application.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.news.News;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.InMemorySessionStore;
import dev.gander.testkit.store.SessionStoreContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticedSessionsTest implements SessionStoreContract {
  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final SessionNames names = new SessionNames();
  private final NoticedSessions sessions =
      new NoticedSessions(new InMemorySessionStore(clock), names, new News(() -> "0195e8a1-6f00"));

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public SettableClock clock() {
    return clock;
  }

  @Test
  void anotherNameIsToldToWhoeverListens() {
    Session session = sessions.create(PLAIN);
    List<String> heard = new ArrayList<>();
    Runnable stop = names.listen(session.id(), it -> heard.add(it.name().text()));
    names.listen(sessions.create(PLAIN).id(), _ -> heard.add("another session"));

    sessions.update(session.id(), it -> it.withName(SessionName.suggested("One")));
    sessions.update(session.id(), it -> it.withName(SessionName.suggested("One")));
    sessions.update(session.id(), it -> it.withMode(GooseMode.CHAT));
    sessions.update(session.id(), it -> it.withName(SessionName.chosen("One")));
    stop.run();
    sessions.update(session.id(), it -> it.withName(SessionName.suggested("Two")));

    assertEquals(List.of("One", "One"), heard);
  }
}
