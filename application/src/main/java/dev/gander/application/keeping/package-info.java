/// What is done to everything that is kept without anybody asking: backups, rules, checks. Start
/// with [Upkeep].
@NullMarked
package dev.gander.application.keeping;

import org.jspecify.annotations.NullMarked;
