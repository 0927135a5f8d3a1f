/// Copies of everything that is kept, and the way back. Start with [BackupFolder] and
/// [Restoration].
@NullMarked
package dev.gander.adapters.persistence.backup;

import org.jspecify.annotations.NullMarked;
