/// Durable files: private folders, atomic writes under a lock, backups.
@NullMarked
package dev.gander.adapters.persistence.files;

import org.jspecify.annotations.NullMarked;
