/// Recorded traffic: requests to models and their answers, stored in a file (a cassette) by `goosed
/// agent --record` and played back by the provider `replay`. It happens at the port, so it is the
/// same for every provider. Start at [Exchange], which is one line of a cassette.
@NullMarked
package dev.gander.adapters.llm.rehearsal.cassette;

import org.jspecify.annotations.NullMarked;
