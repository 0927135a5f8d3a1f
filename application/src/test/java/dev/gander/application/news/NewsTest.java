package dev.gander.application.news;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.news.News.Joined;
import dev.gander.application.news.News.Numbered;
import dev.gander.application.news.News.Place;
import dev.gander.domain.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsTest {
  private static final SessionId ID = new SessionId("20260304_1");

  private final News news = new News(() -> "0195e8a1-6f00-7c3a");
  private final List<Numbered> heard = new ArrayList<>();

  private void happen(int times) {
    for (int i = 0; i < times; i++) {
      news.changed(ID);
    }
  }

  @Test
  void nothingIsKeptBeforeSomebodyAsks() {
    happen(5);

    assertEquals(new Place("0195e8a1", 0), news.now());
    assertEquals(List.of(), news.join(new Place("0195e8a1", 0), heard::add).missed());
  }

  @Test
  void whoComesWithAPlaceGetsWhatItMissedAndThenWhatHappens() {
    Place place = news.now();
    happen(2);

    Joined joined = news.join(place, heard::add);
    happen(1);

    assertEquals(List.of(1L, 2L), joined.missed().stream().map(Numbered::number).toList());
    assertEquals(2, joined.place().number());
    assertEquals(List.of(3L), heard.stream().map(Numbered::number).toList());
  }

  @Test
  void aListenerThatLeftHearsNothing() {
    news.join(null, heard::add).leave().run();

    happen(1);

    assertEquals(List.of(), heard);
  }

  @Test
  void whatIsNoLongerKeptIsLost() {
    Place place = news.now();
    happen(News.KEPT);
    assertFalse(news.join(place, heard::add).isLost());

    happen(1);

    assertTrue(news.join(place, heard::add).isLost());
    assertFalse(news.join(new Place("0195e8a1", 1), heard::add).isLost());
  }

  @Test
  void aPlaceOfAnotherProcessOrOfTheFutureIsLost() {
    news.now();
    happen(1);

    assertTrue(news.join(new Place("another", 1), heard::add).isLost());
    assertTrue(news.join(new Place("0195e8a1", 2), heard::add).isLost());
    assertFalse(news.join(new Place("0195e8a1", 1), heard::add).isLost());
  }
}
