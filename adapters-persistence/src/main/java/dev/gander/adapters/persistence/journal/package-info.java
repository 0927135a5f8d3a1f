/// The journal of events: for each session a folder with files of lines. Start with
/// [FileEventJournal].
@NullMarked
package dev.gander.adapters.persistence.journal;

import org.jspecify.annotations.NullMarked;
