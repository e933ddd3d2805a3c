"""Which calls of the system a submission may make: a filter that both kinds of kernels get.

Notebooks compute, read and write files, start threads and processes. What is refused here they do
not need, and each of it has been a way out of a sandbox, or past a bound. See seccomp(2).
"""

import ctypes
import ctypes.util
import errno
import os
import tempfile
from functools import cache

from examiner.sandbox.machine import say

# Answered as a system answers that does not have them, so that libraries take another way.
ABSENT = """
clone3 memfd_create memfd_secret userfaultfd
io_uring_setup io_uring_enter io_uring_register
shmget shmat shmctl shmdt semget semop semctl semtimedop msgget msgsnd msgrcv msgctl
mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr
"""
FORBIDDEN = """
add_key keyctl request_key bpf perf_event_open lookup_dcookie
ptrace process_vm_readv process_vm_writev process_madvise pidfd_getfd kcmp
mount umount umount2 mount_setattr move_mount open_tree fsopen fsconfig fsmount fspick pivot_root
chroot unshare setns open_by_handle_at name_to_handle_at fanotify_init fanotify_mark quotactl
quotactl_fd acct swapon swapoff reboot kexec_load kexec_file_load init_module finit_module
delete_module settimeofday clock_settime clock_adjtime adjtimex stime syslog iopl ioperm vhangup
nfsservctl sysfs uselib ustat _sysctl modify_ldt personality landlock_create_ruleset
"""
# Namespaces, as clone(2) takes them: mounts, cgroups, host names, ipc, users, processes, network.
NAMESPACES = [0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000]
LARGEST_FAMILY = 10  # unix is 1, the internet 2 and 10; neither netlink (16) nor vsock (40)
OTHER_FAMILIES = range(3, LARGEST_FAMILY)
# What ZeroMQ takes, too, where it looks for the names of networks.
REFUSED_FAMILY = errno.EOPNOTSUPP
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
EQUAL, GREATER, MASKED = 4, 6, 7
WITHOUT = (
    "submissions may make any call of the system here (libseccomp is missing; install it with: "
    "apt-get install libseccomp2)"
)


class _Comparison(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


@cache
def program():
    """The filter, as the system takes it; None, and said once, where it cannot be made.

    Returns
    -------
    bytes or None
    """
    try:
        library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    except OSError:
        say(WITHOUT)
        return None
    library.seccomp_init.restype = ctypes.c_void_p
    filtering = ctypes.c_void_p(library.seccomp_init(ALLOW))
    try:
        for rule in _rules():
            _add(library, filtering, *rule)
        with tempfile.TemporaryFile() as file:
            _checked(library.seccomp_export_bpf(filtering, file.fileno()))
            file.seek(0)
            return file.read()
    finally:
        library.seccomp_release(filtering)


def _rules():
    """Name, error, and where it is for some arguments only: their number, operator and values."""
    yield from ((name, errno.ENOSYS) for name in ABSENT.split())
    yield from ((name, errno.EPERM) for name in FORBIDDEN.split())
    yield from (("clone", errno.EPERM, 0, MASKED, flag, flag) for flag in NAMESPACES)
    yield ("socket", REFUSED_FAMILY, 0, GREATER, LARGEST_FAMILY)
    yield from (("socket", REFUSED_FAMILY, 0, EQUAL, family) for family in OTHER_FAMILIES)


def _add(library, filtering, name, error, *comparison):
    number = library.seccomp_syscall_resolve_name(name.encode())
    if number == -1:  # of a newer system, or of another processor's
        return
    given = (_Comparison * 1)(_Comparison(*comparison))
    count = 1 if comparison else 0
    _checked(
        library.seccomp_rule_add_array(filtering, ERRNO | error, number, count, ctypes.byref(given))
    )


def _checked(result):
    if result < 0:
        raise OSError(-result, os.strerror(-result))
