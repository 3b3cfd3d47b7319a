// The few system calls Swift does not see: variadic, GNU-only, or with macros in their results.
#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stdbool.h>
#include <sys/types.h>

/// Makes a pipe: `ends[0]` to read, `ends[1]` to write. Both are closed in programs started later
/// and lie above the standard streams, so that a child's streams can be put in place in any order.
/// Returns 0, or the error's number.
int csystem_pipe(int ends[2]);

/// Starts `path` with `arguments` (ended by NULL), `environment` (ended by NULL; NULL for this
/// process's own), and `streams` as standard input, output and error; nothing else is open in it. It
/// leads a process group of its own, so a terminal's Ctrl-C does not reach it; no signal is ignored or
/// blocked in it. Returns 0 and sets `pid`, or the error's number (that of the exec, too).
int csystem_spawn(pid_t *pid, const char *path, char *const arguments[], char *const environment[],
                  const int streams[3]);

/// How a child ended.
struct csystem_end {
  /// The signal that ended it; 0 if it ended by itself.
  int signal;
  /// What it returned, if it ended by itself; -1 if somebody else has already asked for it.
  int code;
};

/// Asks, without waiting, whether a child has ended, and if so takes it off the list of processes.
/// Its number must not be used again then. Returns whether it has.
bool csystem_ended(pid_t pid, struct csystem_end *end);

/// From now on each of these signals writes its number, one byte, to `descriptor`, and does nothing
/// else. The descriptor must not block. A process has one such descriptor: the last one given.
/// Returns 0, or the error's number.
int csystem_catch(const int *signals, int count, int descriptor);

/// From now on this process ignores the signal.
void csystem_ignore(int signal);

/// From now on the signal does to this process what it does by default.
void csystem_restore(int signal);

/// Stops this process as SIGTSTP does by default, and returns when it goes on; at once where nobody
/// could wake it (an orphaned process group). SIGTSTP is handled as before afterwards.
void csystem_stop(void);

/// Whether this process ignores the signal, as one started by nohup does SIGHUP.
bool csystem_is_ignored(int signal);

/// How many processors the scheduler may put this process on; 0 where that cannot be found out.
int csystem_processors_allowed(void);

/// Names this process for `ps` and `top`, 15 bytes at most.
void csystem_name_process(const char *name);

/// Has all threads take memory from one place, and large blocks go back to the system when they are
/// freed. With a place for each thread, a limit on the address space is met long before it is used,
/// and from then on every allocation is slow. And glibc by default keeps blocks as large as the
/// largest that was ever freed, with holes between: a process that trains one model after another
/// grows with each.
void csystem_save_memory(void);

/// Makes a database connection of SQLite (a `sqlite3 *`) wary of its file: no writing to the schema
/// by statements, no functions or virtual tables called from the schema, no triggers, and limits on
/// what a row, a statement and its nesting may be. Returns 0, or SQLite's number of the error.
int csystem_defend_database(void *database);

#endif
