using Avalonia;
using Avalonia.Controls;
using Avalonia.Input;
using Avalonia.Layout;
using Avalonia.Threading;
using SpacesPlaces.MapClient.Access;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>Signing in, over everything else: address of the service, name, password, and the code where the account has a second factor.</summary>
internal sealed class SignInView : UserControl
{
    private readonly Desk desk;
    private readonly TextBox address = new();
    private readonly TextBox user = new();
    private readonly TextBox password = new() { PasswordChar = '●' };
    private readonly TextBox code = new() { MaxLength = 40 };
    private readonly StackPanel faults = new() { Spacing = 8 };
    private readonly Button go;
    private readonly Button kept;
    private readonly Control codeField;

    public SignInView(Desk desk, Action otherLanguage)
    {
        this.desk = desk;
        var words = desk.Words;
        (address.Text, user.Text) = (desk.Address, Program.Option("--user") ?? "");
        go = Look.Button(words["access.sign_in"], TryAsync, main: true);
        go.IsDefault = true;
        kept = Look.Button(words["desktop.show_kept"], () => desk.RecallAsync(user.Text ?? "", password.Text ?? ""));
        codeField = Look.Field(words["access.code"], code, hint: words["access.code_hint"]);
        var form = Look.Column(
            Look.Text(words["house.product"], bold: true, size: 28), Look.Heading(words["access.title"]), faults,
            Look.Field(words["desktop.address"], address, hint: words["desktop.address_hint"]), Look.Field(words["access.user"], user),
            Look.Field(words["access.password"], password), codeField, Look.Flow(go, kept, Look.Button(words["house.other_language"], otherLanguage)),
            Look.Text(words["access.audit_note"], soft: true));
        form.Spacing = 14;
        Content = new Border
        {
            Background = Look.Brush("ground"),
            Child = new ScrollViewer
            {
                Content = new Border
                {
                    Width = 520,
                    Margin = new Thickness(24),
                    Padding = new Thickness(32, 24),
                    HorizontalAlignment = HorizontalAlignment.Center,
                    VerticalAlignment = VerticalAlignment.Center,
                    Background = Look.Brush("surface"),
                    BorderBrush = Look.Brush("line"),
                    BorderThickness = new Thickness(1),
                    Child = form,
                },
            },
        };
        KeyboardNavigation.SetTabNavigation(this, KeyboardNavigationMode.Cycle);
    }

    public void Refresh()
    {
        var model = desk.SignIn;
        var asksCode = model?.Step == SignInStep.Code;
        if (asksCode && !codeField.IsVisible) Dispatcher.UIThread.Post(() => code.Focus());
        codeField.IsVisible = asksCode;
        go.IsEnabled = model?.IsBusy != true;
        ((TextBlock)go.Content!).Text = desk.Words[model?.IsBusy == true ? "access.signing_in" : "access.sign_in"];
        kept.IsVisible = model?.Fault == desk.Words["house.unreachable"];
        faults.Children.Clear();
        foreach (var fault in new[] { model?.Fault, desk.Fault }.OfType<string>().Distinct()) faults.Children.Add(Look.Fault(fault));
    }

    /// <summary>Puts the cursor where something is to be typed.</summary>
    public void Begin() => Dispatcher.UIThread.Post(() => (string.IsNullOrEmpty(user.Text) ? user : password).Focus(), DispatcherPriority.Background);

    private async Task TryAsync()
    {
        desk.Address = address.Text ?? "";
        var hadCode = !string.IsNullOrEmpty(code.Text);
        if (await desk.SignInAsync(user.Text ?? "", password.Text ?? "", code.Text)) password.Text = "";
        // A code works once, and a wrong one never.
        code.Text = "";
        Refresh();
        if (desk.IsLocked && hadCode) Dispatcher.UIThread.Post(() => code.Focus());
    }
}
