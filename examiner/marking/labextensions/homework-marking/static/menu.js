// JupyterLab's menu entry, in the form that JupyterLab loads: a container with one module.
// Written by hand, so that nothing has to be built: it adds one command.
(() => {
  let shared;

  const moduleOf = async name => {
    const found = Object.values(shared[name] || {})[0];
    return found ? (await found.get())() : {};
  };

  const address = () => {
    const data = document.getElementById("jupyter-config-data");
    const base = data ? JSON.parse(data.textContent).baseUrl || "/" : "/";
    return `${base.replace(/\/$/, "")}/marking`;
  };

  const plugin = menus => ({
    id: "homework-marking:menu",
    autoStart: true,
    requires: menus ? [menus] : [],
    activate: (app, menu) => {
      const command = "marking:open";
      app.commands.addCommand(command, {
        label: "Marking",
        caption: "Mark plots and written answers, a question at a time",
        execute: () => { window.open(address(), "_blank"); },
      });
      // nbgrader adds its menu when it is ready.
      app.restored.then(() => {
        const beside = menu && menu.menus.find(each => each.title.label === "Nbgrader");
        if (beside) beside.addItem({ command });
        else if (menu) menu.fileMenu.addGroup([{ command }], 90);
      });
    },
  });

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["homework-marking"] = {
    init: scope => { shared = scope; },
    get: async () => {
      const { IMainMenu } = await moduleOf("@jupyterlab/mainmenu");
      return () => ({ __esModule: true, default: plugin(IMainMenu) });
    },
  };
})();
