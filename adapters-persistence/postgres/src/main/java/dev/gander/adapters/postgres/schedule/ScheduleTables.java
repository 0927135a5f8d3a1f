package dev.gander.adapters.postgres.schedule;

import dev.gander.adapters.persistence.own.TableGroup;
import java.util.List;

/// The tables of schedules. Each change of jobs has a number, so that a server reads only what it
/// does not know; a job that was deleted keeps its row, without the job. Moments are nanoseconds
/// since 1970: the database's own times have six digits.
public final class ScheduleTables {
  public static final TableGroup TABLES =
      new TableGroup(
          "schedules",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE TABLE schedule_state (
                    version bigint NOT NULL,
                    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one)
                  )""",
                  "INSERT INTO schedule_state VALUES (0)",
                  """
                  CREATE TABLE schedule (
                    id text COLLATE "C" PRIMARY KEY,
                    place bigint NOT NULL,
                    job text,
                    version bigint NOT NULL
                  )""",
                  "CREATE INDEX schedule_by_version ON schedule (version)",
                  """
                  CREATE TABLE schedule_recipe (
                    id text COLLATE "C" PRIMARY KEY,
                    recipe text NOT NULL
                  )""",
                  """
                  CREATE TABLE fire (
                    job text COLLATE "C" PRIMARY KEY,
                    settled bigint,
                    begun bigint,
                    owner text COLLATE "C"
                  )""",
                  """
                  CREATE TABLE schedule_run_count (
                    job text COLLATE "C" PRIMARY KEY,
                    last bigint NOT NULL
                  )""",
                  """
                  CREATE TABLE schedule_run (
                    job text COLLATE "C" NOT NULL,
                    number bigint NOT NULL,
                    run text NOT NULL,
                    is_open boolean NOT NULL,
                    PRIMARY KEY (job, number)
                  )""")));

  private ScheduleTables() {}
}
