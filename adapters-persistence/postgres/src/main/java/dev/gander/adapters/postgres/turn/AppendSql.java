package dev.gander.adapters.postgres.turn;

/// The one statement that appends events. Its parts, in their order: what is given; the turns that
/// are open, whose rows are held; the leases, whose rows are held, so that nobody takes one in the
/// middle; what is taken of what is given; the numbers, given under the lock of the session's row;
/// how far each turn has told; the events; the notifications, one for each session that somebody
/// has listened to: whoever begins to listen waits for the session's row, and then reads.
final class AppendSql {
  static final String TOPIC = "event";

  static final String APPEND =
      """
      WITH given AS (
        SELECT * FROM unnest(:turns, :places, :tokens, :ends, :events)
          WITH ORDINALITY AS g (turn, place, token, is_end, event, pos)),
      open AS (
        SELECT t.turn, t.session_id, t.request, t.told FROM session_turn t
        WHERE t.turn IN (SELECT turn FROM given) ORDER BY t.turn FOR UPDATE),
      leases AS (
        SELECT l.session_id, l.token FROM turn_lease l
        WHERE l.session_id IN (SELECT session_id FROM open) ORDER BY l.session_id FOR SHARE),
      taken AS (
        SELECT g.*, o.session_id, o.request,
          row_number() OVER (PARTITION BY o.session_id ORDER BY g.pos) AS n,
          count(*) OVER (PARTITION BY o.session_id) AS many
        FROM given g JOIN open o USING (turn)
        WHERE g.place > o.told AND (g.token = 0 OR EXISTS (
          SELECT 1 FROM leases l WHERE l.session_id = o.session_id AND l.token = g.token))),
      heads AS (
        INSERT INTO session_log AS h (session_id, newest)
        SELECT session_id, count(*) FROM taken GROUP BY session_id ORDER BY session_id
        ON CONFLICT (session_id) DO UPDATE SET newest = h.newest + excluded.newest,
          used_at = excluded.used_at
        RETURNING h.session_id, h.newest, h.was_read),
      told AS (
        UPDATE session_turn t SET told = x.place, active = t.active AND NOT x.is_end
        FROM (SELECT turn, max(place) AS place, bool_or(is_end) AS is_end
          FROM taken GROUP BY turn) x
        WHERE t.turn = x.turn),
      stored AS (
        INSERT INTO session_event (session_id, seq, turn, request, event)
        SELECT k.session_id, h.newest - k.many + k.n, k.turn, k.request, k.event
        FROM taken k JOIN heads h USING (session_id)),
      news AS (SELECT pg_notify(:channel, '%s ' || session_id) FROM heads WHERE was_read)
      SELECT k.pos, h.newest - k.many + k.n AS seq, (SELECT count(*) FROM news) AS sent
      FROM taken k JOIN heads h USING (session_id)"""
          .formatted(TOPIC);

  private AppendSql() {}
}
