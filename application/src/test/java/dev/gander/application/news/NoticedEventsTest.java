package dev.gander.application.news;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.inprocess.InProcessEventLog;
import dev.gander.domain.session.Session;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.turn.SessionEventLogContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticedEventsTest implements SessionEventLogContract {
  private final News news = new News(() -> "0195e8a1-6f00");
  private final List<Notice> heard = new ArrayList<>();

  @Override
  public SessionEventLog log(Stores stores) {
    return new NoticedEvents(new InProcessEventLog(stores.clock()), news);
  }

  @Test
  void turnsAreNoticedAsTheyBeginAndEndOnce() {
    news.join(null, notice -> heard.add(notice.notice()));
    Stores stores = Stores.create();
    Session session = stores.session();
    try (SessionEventLog log = log(stores)) {
      SessionEventLog.Writer first = log.write(session, "r1");
      first.append(TurnEvent.Failed.because("no"));
      first.close();
      first.close();
      log.write(session, "r2").close();
    }

    assertEquals(
        List.of(
            new Notice.TurnBegun(session.id(), "r1"),
            new Notice.TurnEnded(session.id(), "r1", true),
            new Notice.TurnBegun(session.id(), "r2"),
            new Notice.TurnEnded(session.id(), "r2", false)),
        heard);
  }
}
