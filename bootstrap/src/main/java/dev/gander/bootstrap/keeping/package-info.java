/// What is kept on disk: which secrets store, backups, and the commands for both.
@NullMarked
package dev.gander.bootstrap.keeping;

import org.jspecify.annotations.NullMarked;
