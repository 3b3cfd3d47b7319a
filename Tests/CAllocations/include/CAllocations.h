#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

/// How often this thread has asked for memory since it began: malloc and its relatives, of the whole
/// process, whoever calls them. -1 where they cannot be counted (a sanitizer has its own).
long allocations_of_this_thread(void);

#endif
