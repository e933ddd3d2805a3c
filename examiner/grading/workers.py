"""The workers: of this machine, or of a Dask cluster that is there already."""

import contextlib
import logging
import os

import dask
from distributed import Client, LocalCluster

from examiner.course import SchedulerError

LOOPBACK = "127.0.0.1:0"


@contextlib.contextmanager
def crew(jobs=None, scheduler=None):
    """Workers, as long as the ``with`` block lasts.

    Parameters
    ----------
    jobs : int, optional
        Workers on this machine; the number of cores by default.
    scheduler : str, optional
        Address of a Dask scheduler, such as ``tcp://10.0.0.1:8786``. Its workers have the kit
        installed; no folder is shared.

    Yields
    ------
    distributed.Client
    """
    if scheduler:
        try:
            client = Client(scheduler)
        except (OSError, ValueError) as error:
            raise SchedulerError(f"No Dask scheduler answers at {scheduler}: {error}") from None
        with client:
            yield client
        return
    # A submission may bring pictures along; nobody needs to be warned of its size.
    with (
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}),
        # Threads: what a submission breaks is a grading process, and no port takes tasks.
        LocalCluster(
            processes=False,
            n_workers=jobs or os.cpu_count(),
            threads_per_worker=1,
            memory_limit=0,
            silence_logs=logging.CRITICAL,
            dashboard_address=LOOPBACK,
            worker_dashboard_address=LOOPBACK,
            scheduler_kwargs={"dashboard": False},
        ) as cluster,
        Client(cluster) as client,
    ):
        # Each of them has a web server, whatever it is told; by default for the whole network.
        for node in (cluster.scheduler, *cluster.workers.values()):
            cluster.loop.add_callback(node.http_server.stop)
        yield client


def dashboard(client):
    """A line with the address of the cluster's dashboard, where there is one."""
    link = client.dashboard_link if client.cluster is None else None
    return f"Dashboard: {link}\n" if link else ""
