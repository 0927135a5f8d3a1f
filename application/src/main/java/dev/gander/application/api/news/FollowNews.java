package dev.gander.application.api.news;

import dev.gander.application.access.Sight;
import dev.gander.application.approval.Approvals;
import dev.gander.application.news.News;
import dev.gander.application.run.OwnedRuns;
import dev.gander.application.turn.Turns;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Tells of all that a page watches, in one stream.
public final class FollowNews {
  /// How many sessions one reader can watch.
  public static final int MOST = 20;

  private final Sources sources;

  /// Where news come from.
  ///
  /// @param sessions as the caller sees them
  /// @param threads wait for the events of each watched session
  public record Sources(
      News news,
      Turns turns,
      SessionStore sessions,
      ConversationStore conversations,
      Approvals approvals,
      OwnedRuns runs,
      Sight sight,
      Executor threads) {}

  public FollowNews(Sources sources) {
    this.sources = sources;
  }

  /// What a reader watches.
  ///
  /// @param sessions with the place after which it has not loaded messages, as
  ///   [dev.gander.domain.session.MessagePage#after] says; empty for one that has not loaded any
  /// @param after what it knows; null if nothing. Sessions that are not in it begin anew
  public record Watch(
      Map<SessionId, OptionalLong> sessions, Set<NewsTopic> topics, @Nullable NewsPosition after) {
    public Watch {
      sessions = Map.copyOf(sessions);
      topics = Set.copyOf(topics);
    }
  }

  /// Where the news are now: take it, load what is to be shown, and follow from there.
  public NewsPosition position() {
    News.Place now = sources.news().now();
    return new NewsPosition(now.epoch(), now.number(), Map.of());
  }

  /// Begins to tell what the caller sees.
  ///
  /// @throws dev.gander.domain.session.SessionNotFound if a watched session is unknown
  /// @throws InvalidInput if there are too many
  public NewsFeed follow(Watch watch) throws InterruptedException {
    if (watch.sessions().size() > MOST) {
      throw new InvalidInput("No more than " + MOST + " sessions can be watched at once");
    }
    watch.sessions().keySet().forEach(sources.sessions()::get);
    NewsFeed feed = new NewsFeed(sources, watch);
    boolean isBegun = false;
    try {
      feed.begin();
      isBegun = true;
    } finally {
      if (!isBegun) {
        feed.close();
      }
    }
    return feed;
  }
}
